"""The demo blog: original posts that show what can be written, and the loader that stores them."""
