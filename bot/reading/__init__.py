"""A file becomes an Article, and an Article becomes passages."""
