"""A blog of any size for measuring: made-up posts and comments, the same for the same seed."""
