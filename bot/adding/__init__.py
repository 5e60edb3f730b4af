"""Documents in other forms become Markdown articles, for a person to review."""
