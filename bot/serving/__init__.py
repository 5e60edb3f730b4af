"""The chat in a web page: a server of this machine's, and a process of the chat for each visitor."""
