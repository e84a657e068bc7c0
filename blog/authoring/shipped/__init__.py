"""Pages that come with the blog, for its author to edit; a file a language."""
