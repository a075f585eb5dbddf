from django.forms import Select


class PlainSelect(Select):
    """A list to choose from, without groups, written by one template: Django's own takes three a
    line, which a page of a list feels."""

    template_name = "ui/select.html"
