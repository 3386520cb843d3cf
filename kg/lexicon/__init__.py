"""What all rooms share: words and patterns as data (``data/``), how they are read, how patterns are searched fast."""
