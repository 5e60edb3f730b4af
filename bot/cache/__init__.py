"""What was made of data files, kept in the user's cache folder so that it is not made again at every start."""
