"""What all our ModelAdmins share."""

from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from blog.authoring.editor import validate_encodable

M = TypeVar("M", bound=models.Model)


class BlogAdmin(admin.ModelAdmin, Generic[M]):  # type: ignore[type-arg]
    """A ModelAdmin that answers text no database can hold with a form error."""

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Add our own validator to every field of text; an address without a scheme is https."""
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            field.validators.append(validate_encodable)
        return field
