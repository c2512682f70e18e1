"""Words that say that somebody says something: laut X, according to X, a label before a colon."""
