"""Addresses of the workspace's home, communities, jobs and releases."""

from django.urls import path

from sharedsafety_web.publishing.views import home, jobs, releases

_COMMUNITY = "communities/<slug:slug>/"
_RELEASE = f"{_COMMUNITY}releases/<int:pk>/"

urlpatterns = [
    path("", home.workspace, name="workspace"),
    path(_COMMUNITY, home.community, name="community"),
    path(f"{_COMMUNITY}check/", jobs.ask_check, name="ask_check"),
    path(f"{_COMMUNITY}publish/", jobs.ask_publish, name="ask_publish"),
    path(f"{_COMMUNITY}dissent/", releases.add_dissent, name="add_dissent"),
    path(f"{_COMMUNITY}let-go/", releases.let_go, name="let_go"),
    path(f"{_COMMUNITY}compare/<int:earlier>/<int:later>/", releases.compare, name="compare"),
    path(_RELEASE, releases.release, name="release"),
    path(f"{_RELEASE}preview/<path:path>", releases.preview, name="preview"),
    path(f"{_RELEASE}approve/", releases.approve, name="approve"),
    path(f"{_RELEASE}send-back/", releases.send_back, name="send_back"),
    path(f"{_RELEASE}sign/", releases.sign, name="sign"),
    path(f"{_RELEASE}undo/", releases.undo, name="undo"),
    path(f"{_RELEASE}withdraw/", releases.withdraw, name="withdraw"),
    path("jobs/<uuid:public_id>/", jobs.job, name="job"),
    path("jobs/<uuid:public_id>/cancel/", jobs.cancel_job, name="cancel_job"),
]
