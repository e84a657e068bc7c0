"""The menu that the author arranges; without any line of it, the blog's own."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from blog.posts.models import Page


class MenuItem(models.Model):
    """A line of the menu in the masthead, or of the list in the foot."""

    class Target(models.TextChoices):
        HOME = "home", _("Home")
        ARCHIVE = "archive", _("Archive")
        CATEGORIES = "categories", _("Categories")
        TAGS = "tags", _("Tags")
        SERIES = "series_index", _("Series")
        SEARCH = "search", _("Search")
        RANDOM = "random", _("A random post")
        PAGE = "page", _("A page")
        ADDRESS = "address", _("An address")

    class Place(models.TextChoices):
        HEAD = "head", _("In the masthead")
        FOOT = "foot", _("In the foot")

    title = models.CharField(
        _("title"),
        max_length=60,
        blank=True,
        help_text=_("Left empty, the blog's own word or the page's title stands there."),
    )
    target = models.CharField(_("leads to"), max_length=20, choices=Target)
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="menu_items",
        verbose_name=_("page"),
    )
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[
            RegexValidator(
                r"\A(/(?!/)|https?://|mailto:)\S*\Z",
                _("Give a path on this site, /tag/primes/, or an address with https://."),
            )
        ],
        help_text=_("For “An address”: a path on this site or an address elsewhere."),
    )
    place = models.CharField(_("stands"), max_length=10, choices=Place, default=Place.HEAD)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_shown = models.BooleanField(_("shown"), default=True)

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu")
        ordering = ["-place", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__in=["head", "foot"]), name="menu_item_place_known"
            ),
            models.CheckConstraint(
                condition=Q(page__isnull=False) | ~Q(target="page"), name="menu_item_has_its_page"
            ),
            models.CheckConstraint(
                condition=~Q(address="") | ~Q(target="address"), name="menu_item_has_its_address"
            ),
        ]

    def __str__(self) -> str:
        return self.title or (self.page.title if self.page else str(self.get_target_display()))

    def clean(self) -> None:
        """Refuse a line that leads nowhere."""
        if self.target == self.Target.PAGE and not self.page:
            raise ValidationError({"page": _("Choose the page.")})
        if self.target == self.Target.ADDRESS and not (self.address and self.title):
            raise ValidationError({"address": _("An address needs a title, and a title one.")})


APART = 10
"""Between new positions, so that others find room there."""

IN_THE_BEGINNING = (
    MenuItem.Target.HOME,
    MenuItem.Target.ARCHIVE,
    MenuItem.Target.CATEGORIES,
    MenuItem.Target.TAGS,
    MenuItem.Target.SERIES,
)
"""The menu of a blog whose author has arranged none."""


def put_in_foot(target: MenuItem.Target, page: Page | None = None) -> None:
    """Store a last line in the foot; the rest of the menu stays as it is."""
    lay_out()
    last = MenuItem.objects.aggregate(last=Max("position"))["last"]
    MenuItem.objects.create(
        target=target, page=page, place=MenuItem.Place.FOOT, position=last + APART
    )


def lay_out() -> None:
    """Store the blog's own menu as rows to arrange, where there are none."""
    if not MenuItem.objects.exists():
        MenuItem.objects.bulk_create(
            MenuItem(target=target, position=APART * number)
            for number, target in enumerate(IN_THE_BEGINNING, start=1)
        )
