"""Text to tokens, with spans in the original text. Knows no engine."""
