"""Roll call of the addresses, room by room; a page's one word is tried last."""

from blog.authoring import urls as authoring
from blog.comments import urls as comments
from blog.feeds import urls as feeds
from blog.media import urls as media
from blog.operations import urls as operations
from blog.reading import urls as reading
from blog.search import urls as search

app_name = "blog"
urlpatterns = [
    *operations.urlpatterns,
    *media.urlpatterns,
    *authoring.urlpatterns,
    *comments.urlpatterns,
    *feeds.urlpatterns,
    *search.urlpatterns,
    *reading.urlpatterns,
    *reading.last_urlpatterns,
]
