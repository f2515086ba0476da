"""Statistics of scales, ratings and orders, each with its source."""
