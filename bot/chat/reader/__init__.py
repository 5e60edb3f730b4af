"""The article beside the conversation: its page, the marks in it, its outline, and the search."""
