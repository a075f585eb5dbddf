from django.db.models import TextChoices


class InstitutionPicture(TextChoices):
    """What of a station everybody may see (豫工文〔2020〕40号 三(三)2; 苏工发〔2012〕8号第10项)."""

    SIGN = "sign", "统一标识"
    RULES = "rules", "制度上墙"
