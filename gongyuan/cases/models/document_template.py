from datetime import date
from typing import Any

from django.db import models

from gongyuan.cases.template_kinds import kind_of
from gongyuan.core.models import File
from gongyuan.organisations.models import Unit, path_index


class DocumentTemplateQuerySet(models.QuerySet["DocumentTemplate"]):
    def visible_to(self, actor: Any) -> "DocumentTemplateQuerySet":
        """Those of the post's own unit and of the units below it."""
        if not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "DocumentTemplateQuerySet":
        if actor.unit_id is None or not actor.can("cases.edit_templates"):
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def in_force_on(self, day: date) -> "DocumentTemplateQuerySet":
        return self.filter(in_force_from__lte=day, withdrawn_at=None)


class DocumentTemplate(models.Model):
    """An office's own DOCX for a kind of document, one version; the old ones are kept."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    #: A code of `template_kinds`, where every domain adds its own.
    kind = models.CharField("文书种类", max_length=30)
    version = models.PositiveSmallIntegerField("版本")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    note = models.CharField("说明", max_length=200, blank=True)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.CharField("上传人", max_length=200)
    #: Somebody looked at it filled with a sample; before that it is not put in force.
    previewed_at = models.DateTimeField("预览时间", null=True, blank=True)
    in_force_from = models.DateField("启用日期", null=True, blank=True)
    put_in_force_by = models.CharField("启用人", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("停用时间", null=True, blank=True)
    withdrawn_by = models.CharField("停用人", max_length=200, blank=True)

    objects = DocumentTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "文书模板"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "version"], name="template_version_is_given_once"
            ),
            models.CheckConstraint(
                name="template_is_previewed_before_it_is_in_force",
                condition=models.Q(in_force_from=None) | models.Q(previewed_at__isnull=False),
            ),
        ]
        indexes = [path_index("document_template_subtree")]

    def __str__(self) -> str:
        return f"{self.label} 第{self.version}版"

    @property
    def label(self) -> str:
        return kind_of(self.kind).label
