"""Drives LibreOffice without a window, as a hand would: goes to cells and types into them."""

import subprocess
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import TableSortField

FILTERS = {
    "xlsx": ("Calc MS Excel 2007 XML", ""),
    "ods": ("calc8", ""),
    # Separator, quotes, encoding (76 is UTF-8, 1 Windows-1252), first line; cells as they are shown.
    "csv": ("Text - txt - csv (StarCalc)", "44,34,76,1,,0,false,true"),
    "semicolons": ("Text - txt - csv (StarCalc)", "59,34,76,1,,0,false,true"),
    "windows-1252": ("Text - txt - csv (StarCalc)", "59,34,1,1,,0,false,true"),
}


def values(**options):
    found = []
    for name, value in options.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        found.append(one)
    return tuple(found)


class Office:
    """A LibreOffice of its own, with a profile of its own; the language of numbers and dates is chosen."""

    def __init__(self, language="en-US"):
        self.folder = tempfile.TemporaryDirectory()
        profile = Path(self.folder.name) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user/registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" '
            f'oor:op="fuse"><value>{language}</value></prop></item></oor:items>', encoding="utf-8")
        pipe = f"temper-{Path(self.folder.name).name}"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
             f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                assert self.process.poll() in (None, 81), "LibreOffice does not start"
                time.sleep(0.5)
        self.manager, self.context = context.ServiceManager, context
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.dispatcher = self.service("com.sun.star.frame.DispatchHelper")

    def service(self, name):
        return self.manager.createInstanceWithContext(name, self.context)

    def open(self, path=None):
        """A file, or an empty workbook."""
        url = Path(path).resolve().as_uri() if path else "private:factory/scalc"
        return Book(self, self.desktop.loadComponentFromURL(url, "_blank", 0, ()))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.desktop.terminate()
        self.process.wait(timeout=60)
        self.folder.cleanup()


class Book:
    """A workbook that is open; positions are counted from zero: column, row."""

    def __init__(self, office, document):
        self.office, self.document = office, document

    @property
    def sheet(self):
        return self.document.CurrentController.ActiveSheet

    def show(self, name):
        self.document.CurrentController.ActiveSheet = self.document.Sheets.getByName(name)

    def add_sheet(self, name):
        self.document.Sheets.insertNewByName(name, self.document.Sheets.Count)
        self.show(name)

    def send(self, command, **options):
        self.office.dispatcher.executeDispatch(
            self.document.CurrentController.Frame, f".uno:{command}", "", 0, values(**options))

    def type(self, column, row, text):
        """Types into a cell what the program then takes for a text, a number, a time or a formula."""
        self.send("GoToCell", ToPoint=f"${letters(column)}${row + 1}")
        if text == "":
            self.send("ClearContents")
        else:
            self.send("EnterString", StringName=text)

    def rows(self):
        """What the cells of the sheet show."""
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        return [
            [self.sheet.getCellByPosition(column, row).String for column in range(last.EndColumn + 1)]
            for row in range(last.EndRow + 1)]

    def sort(self, columns, rows, by, ascending):
        """Sorts rows (first and last) of a range of columns (last) by one of them."""
        field = TableSortField()
        field.Field, field.IsAscending = by, ascending
        area = self.sheet.getCellRangeByPosition(0, rows[0], columns, rows[1])
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        area.sort(values(SortFields=fields, ContainsHeader=False))

    def save(self, path, form):
        name, options = FILTERS[form]
        self.document.storeToURL(
            Path(path).resolve().as_uri(), values(FilterName=name, FilterOptions=options))
        return path

    def close(self):
        self.document.close(True)


def letters(column):
    text = ""
    while column >= 0:
        text = chr(ord("A") + column % 26) + text
        column = column // 26 - 1
    return text
