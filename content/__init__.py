"""Every word a person reads: texts in German and English, and the bundled processes."""
