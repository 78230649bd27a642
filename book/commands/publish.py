"""`inv publish`."""

from book.commands.release import working_folder
from book.errors import EditionError


def publish(to: str) -> None:
    """Copy what is in dist/ to a folder, or to one of another machine, whole or not at all.

    Raise EditionError if it is not current, or if the target holds other things.
    """
    from book.pipeline.publishing import is_remote, publish_to_folder, publish_to_remote, select

    if not to:
        raise EditionError("no place named", remedy="Write: inv publish --to FOLDER")
    if to.startswith("rsync://"):
        message, remedy = "an rsync server cannot exchange folders", "Name it as HOST:FOLDER."
        raise EditionError(message, file=to, remedy=remedy)
    selection = select()
    if is_remote(to):
        is_one_step = publish_to_remote(selection, to)
    else:
        is_one_step = publish_to_folder(selection, working_folder() / to)
    count = len(selection.editions)
    print(f"published in {to}: {count} edition{'s' * (count != 1)}, and the catalog; checked")
    if not is_one_step:
        print("(in two renames: nothing could be read there between them)")
