"""Plays the units of this case: fills in the forms that the program wrote, and mangles them.

    PARINDEX=target/debug/parindex python tests/cases/forms-cycle/make.py

needs openpyxl and LibreOffice. The files it leaves are committed; the tests only read them.
Times of saving are set by hand, since openpyxl writes the time of its run.
"""

import datetime
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = pathlib.Path(os.environ["PARINDEX"]).resolve()


def parindex(*arguments):
    run = subprocess.run([PROGRAM, *arguments], cwd=HERE, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    return run.stdout


def columns(sheet, mark):
    """The heading row that has the mark, and its columns by text."""
    for row in sheet.iter_rows():
        if any(cell.value == mark for cell in row):
            return row[0].row, {cell.value: cell.column for cell in row if cell.value}
    raise LookupError(mark)


def save(book, path, saved):
    """Saves with a time of saving in universal time, as Excel writes it."""
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            if name == "docProps/core.xml":
                text = data.decode()
                for tag in ("created", "modified"):
                    text = re.sub(rf"(<dcterms:{tag}[^>]*>)[^<]*", rf"\g<1>{saved}", text)
                data = text.encode()
            new.writestr(zipfile.ZipInfo(name, (2020, 12, 1, 0, 0, 0)), data)


def office(path, kind, to):
    """The file as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["libreoffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", kind, "--outdir", folder, path],
            check=True, capture_output=True,
        )
        shutil.copy(f"{folder}/{path.stem}.{kind}", to)
    path.unlink()


def fill(unit, values, texts=()):
    """Fills in an evidence form; only unlocked cells are touched."""
    book = openpyxl.load_workbook(HERE / f"forms/evidence/{unit}-tu-cham-vong-mau.xlsx")
    sheet = book["Tự chấm"]
    header, at = columns(sheet, "Mã số liệu")

    def put(row, column, value):
        cell = sheet.cell(row, at[column])
        assert not cell.protection.locked, cell.coordinate
        cell.value = value

    for row in range(header + 1, sheet.max_row + 1):
        key, code = sheet.cell(row, at["Mã số liệu"]).value, sheet.cell(row, at["Mã"]).value
        if key in values:
            put(row, "Giá trị", values[key])
        for where, column, text in texts:
            if where in (code, key):
                put(row, column, text)
    return book


def answer(series, name, answers, column="Trả lời", second="Giải trình thêm"):
    """Answers a question sheet."""
    book = openpyxl.load_workbook(HERE / f"forms/{series}/{name}.xlsx")
    sheet = book.worksheets[0]
    header, at = columns(sheet, "Mã câu hỏi")
    asked = {}
    for row in range(header + 1, sheet.max_row + 1):
        ask = sheet.cell(row, at["Mã câu hỏi"]).value
        if ask:
            asked[ask] = row
    print(name, sorted(asked))
    for ask, (value, more) in answers.items():
        for where, what in ((column, value), (second, more)):
            cell = sheet.cell(asked[ask], at[where])
            assert not cell.protection.locked
            if what is not None:
                cell.value = what
    return book


def mangle(book):
    """What people do to a sheet once its protection is off."""
    sheet = book.worksheets[0]
    sheet.protection.sheet = False
    header, at = columns(sheet, "Mã câu hỏi")
    last = max(r for r in range(header + 1, sheet.max_row + 1) if sheet.cell(r, at["Mã câu hỏi"]).value)
    # Excel sorts the number formats with the values.
    rows = [[(sheet.cell(r, c).value, sheet.cell(r, c).number_format)
             for c in range(1, sheet.max_column + 1)] for r in range(header + 1, last + 1)]
    rows.reverse()
    for offset, row in enumerate(rows):
        for column, (value, number_format) in enumerate(row, 1):
            cell = sheet.cell(header + 1 + offset, column)
            cell.value, cell.number_format = value, number_format
    sheet.insert_rows(header + 2, 2)
    sheet.cell(header + 2, at["Nội dung cần trả lời"]).value = "ghi chú của văn thư"
    sheet.row_dimensions[header + 4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.cell(header + 1, at["Đã đọc được"]).value = "đã sửa rồi"
    sheet.title = "Bản sửa cuối"
    book.create_sheet("Nháp")["A1"] = 1
    return book


def appraise(number, points, request):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Thẩm định"
    sheet.append(["Cơ quan thẩm định:", "Phòng Nội vụ"])
    sheet.append(["Vòng:", number])
    sheet.append(["Đơn vị", "Mã", "Tiêu chí thành phần", "Điểm tối đa", "Điểm thẩm định", "Lý do", "Yêu cầu giải trình"])
    for unit, given, reason in points:
        wanted = request if unit == "Phường An Bình" else None
        sheet.append([unit, "2.3", "Vai trò người đứng đầu", 2, given, reason, wanted])
    save(book, HERE / f"appraisal/vong-{number}.xlsx", "2020-12-23T02:00:00Z")


def main():
    for folder in ("forms", "evidence", "appraisal"):
        shutil.rmtree(HERE / folder, ignore_errors=True)
    parindex("template", ".")
    day = datetime.date
    # The share left blank, more late dossiers than dossiers, no proof of the plan.
    first = {"ho_so": 100, "tre_han": 120, "ngay_ke_hoach": day(2020, 1, 20), "thu_xin_loi": 1,
             "quy_che": "Có", "cong_khai": "Một phần"}
    save(fill("an-binh", first, [("2.3", "Tài liệu kiểm chứng", "BC số 9/BC-UBND ngày 10/12/2020")]),
         HERE / "evidence/an-binh.xlsx", "2020-12-14T09:00:00Z")
    whole = {"ho_so": 50, "tre_han": 0, "ngay_ke_hoach": "Không", "truc_tuyen": 0.6,
             "quy_che": "Không", "cong_khai": "Đầy đủ, đúng hạn"}
    texts = [("ho_so", "Giải trình", "Phần mềm thiếu 5 hồ sơ giấy"), ("1.3", "Giá trị", "Không áp dụng"),
             ("1.3", "Giải trình", "Không có hồ sơ trễ hạn"),
             ("2.3", "Tài liệu kiểm chứng", "BC số 7/BC-UBND ngày 02/12/2020")]
    save(fill("binh-minh", whole, texts), HERE / "evidence/tu-cham.xlsx", "2020-12-16T01:00:00Z")
    office(HERE / "evidence/tu-cham.xlsx", "xls", HERE / "evidence/Tự chấm Bình Minh (sửa lần 2).xls")
    parindex("sendback", ".")
    answers = {"value:tre_han": (2, "Gõ nhầm 120"), "value:truc_tuyen": (0.4, None)}
    save(mangle(answer("sendback", "an-binh-tra-lai-lan-1-vong-mau", answers)),
         HERE / "evidence/an binh tra loi.xlsx", "2020-12-18T03:00:00Z")
    parindex("sendback", ".")
    answers = {"proof:1.1": ("KH số 5/KH-UBND ngày 20/01/2020", None)}
    save(answer("sendback", "an-binh-tra-lai-lan-2-vong-mau", answers), HERE / "evidence/lan2.xlsx", "2020-12-20T03:00:00Z")
    office(HERE / "evidence/lan2.xlsx", "ods", HERE / "evidence/zalo_anbinh.ods")
    appraise(1, [("Phường An Bình", 1.5, "Chưa rõ việc chỉ đạo quý IV"), ("Xã Bình Minh", 1, "Đạt một phần")],
             "Nêu việc chỉ đạo trong quý IV")
    parindex("explain-round", ".", "--deadline", "2020-12-28")
    save(answer("explain", "an-binh-giai-trinh-lan-1-vong-mau", {"explain:2.3": ("Có họp giao ban hằng tháng", "TB số 12/TB-UBND")},
                "Giải trình của đơn vị", "Tài liệu bổ sung"),
         HERE / "evidence/giai-trinh-an-binh.xlsx", "2020-12-26T03:00:00Z")
    appraise(2, [("Phường An Bình", 2, "Đã giải trình đủ")], None)
    print(parindex("score", ".", "--out", tempfile.mkdtemp(), "--no-charts"))


main()
