"""The conversation line by line: no screen, no boxes, no colours; for pipes, scripts and screen readers."""
