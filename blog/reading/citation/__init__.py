"""How an article is cited: what a bibliography must know, spelled in each of its styles."""
