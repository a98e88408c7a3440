"""Workbooks as people fill them in: for the scripts that play units and appraisers.

Needs openpyxl, and LibreOffice for `office`. Cells are found by the words on the sheet alone.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

import openpyxl

PROGRAM = pathlib.Path(os.environ["PARINDEX"]).resolve()


def parindex(place, *arguments):
    run = subprocess.run([PROGRAM, *arguments], cwd=place, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stdout + run.stderr


class Form:
    """A workbook with a table, as a person sees it."""

    def __init__(self, path, mark):
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]
        for row in self.sheet.iter_rows():
            if any(cell.value == mark for cell in row):
                self.header = row[0].row
                self.at = {cell.value: cell.column for cell in row if cell.value}
                return
        raise LookupError(f"{mark} in {path}")

    def rows(self, **wanted):
        """Rows with these words under these headings."""
        for row in range(self.header + 1, self.sheet.max_row + 1):
            said = lambda heading: str(self.sheet.cell(row, self.at[heading.replace("_", " ")]).value)
            if all(said(heading) == text for heading, text in wanted.items()):
                yield row

    def write(self, column, value, **wanted):
        [row] = self.rows(**wanted)
        self.put(row, column, value)

    def put(self, row, column, value):
        cell = self.sheet.cell(row, self.at[column])
        assert not cell.protection.locked, cell.coordinate
        cell.value = value

    def reverse(self):
        """Sorts the rows of the table backwards, with their formats, as Excel does."""
        self.sheet.protection.sheet = False
        column = self.at["STT"]
        last = max(r for r in range(self.header + 1, self.sheet.max_row + 1)
                   if str(self.sheet.cell(r, column).value or "").isdigit())
        rows = [[(c.value, c.number_format) for c in row]
                for row in self.sheet.iter_rows(self.header + 1, last)]
        for row, cells in zip(self.sheet.iter_rows(self.header + 1, last), reversed(rows)):
            for cell, (value, number_format) in zip(row, cells):
                cell.value, cell.number_format = value, number_format
        return last

    def save(self, path, saved):
        """Saves with a time of saving in universal time, as Excel writes it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)

        def stamp(name, data):
            if name == "docProps/core.xml":
                for tag in (b"created", b"modified"):
                    data = re.sub(rb"(<dcterms:%b[^>]*>)[^<]*" % tag, rb"\g<1>" + saved.encode(), data)
            return data

        pack(path, stamp)


def pack(path, change=lambda name, data: data):
    """Packs the parts of a workbook again: the same bytes on every day."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, info.compress_type, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for name, compress_type, data in parts:
            part = zipfile.ZipInfo(name, (2020, 12, 1, 0, 0, 0))
            part.compress_type = compress_type
            new.writestr(part, change(name, data))


def office(path, kind):
    """The file as LibreOffice saves it, instead of the file."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["libreoffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", kind, "--outdir", folder, path],
            check=True, capture_output=True,
        )
        shutil.copy(f"{folder}/{path.stem}.{kind}", path.with_suffix(f".{kind}"))
    if kind == "ods":
        pack(path.with_suffix(".ods"))
    path.unlink()
