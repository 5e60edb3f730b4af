"""The forms in which a run is reported; each module has one `render`."""
