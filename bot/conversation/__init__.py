"""One question in its conversation becomes an Answer."""
