"""The page on which all that is stored of one person is handed out or erased."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from blog.comments.people import comments_of, erase, rules_about, told


class PersonForm(forms.Form):
    """Whose things."""

    address = forms.EmailField(label=_("Mail address"))


@permission_required("blog.delete_comment", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Ask for a mail address; tell how much there is; answer all of it as JSON, or erase it."""
    form = PersonForm(request.POST or request.GET or None)
    address = form.cleaned_data["address"] if form.is_valid() else ""
    if address and "export" in request.POST:
        response = JsonResponse(told(address), json_dumps_params={"ensure_ascii": False})
        response["Content-Disposition"] = 'attachment; filename="person.json"'
        return response
    if address and "erase" in request.POST:
        count = erase(address)
        done = ngettext("%(count)d comment erased.", "%(count)d comments erased.", count)
        messages.success(request, done % {"count": count})
        return redirect("admin:blog_comment_changelist")
    context = {
        **admin.site.each_context(request),
        "title": _("What is stored of a person"),
        "form": form,
        "address": address,
        "count": comments_of(address).count() if address else 0,
        "rules": rules_about(address) if address else [],
    }
    return render(request, "authoring/person.html", context)
