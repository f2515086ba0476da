"""What somebody can work out from everything that is published: an audit, not a rule."""
