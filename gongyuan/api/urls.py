from gongyuan.api.views import api
from gongyuan.core.access import public

patterns, _, namespace = api.urls
for pattern in patterns:
    pattern.callback = public(pattern.callback)
app_name, urlpatterns = namespace, patterns
