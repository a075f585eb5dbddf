from django.urls import path

from gongyuan.ledgers.views import home, incoming

urlpatterns = [
    path("", home.ledger_home, name="ledger_home"),
    path("new/<str:ledger_kind>/", home.ledger_new, name="ledger_new"),
    path("template/<str:ledger_kind>/", home.ledger_template, name="ledger_template"),
    path("export/<str:ledger_kind>/", home.ledger_export_new, name="ledger_export_new"),
    path("exports/<int:ledger_export_id>/", home.ledger_export, name="ledger_export"),
    path(
        "exports/<int:ledger_export_id>/file/", home.ledger_export_file, name="ledger_export_file"
    ),
    path("<int:ledger_id>/", incoming.ledger_detail, name="ledger_detail"),
    path("<int:ledger_id>/columns/", incoming.ledger_columns, name="ledger_columns"),
    path("<int:ledger_id>/mending/", incoming.ledger_mending, name="ledger_mending"),
    path("<int:ledger_id>/rows/<str:row_outcome>/", incoming.ledger_rows, name="ledger_rows"),
    path("<int:ledger_id>/import/", incoming.ledger_import, name="ledger_import"),
    path("<int:ledger_id>/undo/", incoming.ledger_undo, name="ledger_undo"),
    path("<int:ledger_id>/discard/", incoming.ledger_discard, name="ledger_discard"),
]
