"""A large library on disk: its passages and articles in SQLite, its postings beside them, all of it checked."""
