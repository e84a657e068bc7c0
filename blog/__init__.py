"""The blog: one app, divided by capability into rooms that stand on floors.

6  lobby     models, admin, urls, checks, context, management, templatetags: roll calls
5  faces     reading (the pages), feeds (RSS, Atom, JSON, sitemap), operations (health, the edge)
4  acts      authoring (the author's side, publishing, the demo)
3  voices    comments, search
2  heart     posts (posts, pages, categories, tags, the site and its edition)
1  stores    media (pictures)
0  ground    markup (source text to HTML; pure Python)

A room imports from floors below its own, never from above and never from a neighbour;
docs/architecture.md walks a request and a text through the house.
"""
