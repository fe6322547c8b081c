"""Are two names the same name? Judged by rule, with reasons; it would rather ask than join."""
