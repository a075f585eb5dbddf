from gongyuan.api.views import api
from gongyuan.core.access import public

patterns, _, app_name = api.urls
for pattern in patterns:
    if pattern.callback:
        pattern.callback = public(pattern.callback)
urlpatterns = patterns
