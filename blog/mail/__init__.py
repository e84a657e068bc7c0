"""Letters: made from a pair of templates, sent once, with links that carry a right."""
