"""The FAQ coverage."""
