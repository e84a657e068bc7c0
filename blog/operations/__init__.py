"""Running the site: health, the edge that refuses the unreadable, the headers of every response."""
