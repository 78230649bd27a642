"""Publish dist/ elsewhere, whole or not at all.

selection  what is published: that it is whole, current, and what it consists of
staging    a copy of it, with the list of its files, checked after it was copied
folder     into a folder of this machine
remote     into a folder of another machine, by rsync and ssh
"""

from book.pipeline.publishing.folder import publish_to_folder
from book.pipeline.publishing.remote import is_remote, publish_to_remote
from book.pipeline.publishing.selection import Publishable, select

__all__ = ["Publishable", "is_remote", "publish_to_folder", "publish_to_remote", "select"]
