"""What an office owes: records before deletion, deletion on its day with a proof."""
