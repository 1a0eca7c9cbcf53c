"""The static public site of one release: built from an assessment, complete without a server and without scripts."""

from sharedsafety_web.publishing.site.builder import SiteBuild, build_site
from sharedsafety_web.publishing.site.page import ReleaseLabel

__all__ = ["ReleaseLabel", "SiteBuild", "build_site"]
