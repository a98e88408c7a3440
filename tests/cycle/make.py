"""Plays the people of this round: units and appraisers fill in what the program wrote.

    PARINDEX=target/debug/parindex python tests/cycle/make.py

needs openpyxl and LibreOffice. It writes `sent/STAGE/`, which is committed; the test puts the
stages into a round one after the other. Cells are found by the words on the sheet alone.
"""

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
SENT = HERE / "sent"


def parindex(round_, *arguments):
    run = subprocess.run([PROGRAM, *arguments], cwd=round_, capture_output=True, text=True)
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
        with zipfile.ZipFile(path) as old:
            parts = [(info.filename, old.read(info)) for info in old.infolist()]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in parts:
                if name == "docProps/core.xml":
                    for tag in (b"created", b"modified"):
                        data = re.sub(rb"(<dcterms:%b[^>]*>)[^<]*" % tag, rb"\g<1>" + saved.encode(), data)
                new.writestr(zipfile.ZipInfo(name, (2020, 12, 1, 0, 0, 0)), data)


def office(path, kind):
    """The file as LibreOffice saves it, instead of the file."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["libreoffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", kind, "--outdir", folder, path],
            check=True, capture_output=True,
        )
        shutil.copy(f"{folder}/{path.stem}.{kind}", path.with_suffix(f".{kind}"))
    path.unlink()


def evidence(round_, unit, values, selves=(), proofs=()):
    form = Form(round_ / f"forms/evidence/{unit}-tu-cham-ca-vong.xlsx", "Mã số liệu")
    labels = {"Số hồ sơ đã giải quyết": "ho_so", "Số hồ sơ trễ hạn": "tre_han",
              "Đã ban hành quy chế một cửa": "quy_che", "Tỷ lệ hồ sơ trực tuyến": "truc_tuyen"}
    for label, key in labels.items():
        if values.get(key) is not None:
            form.write("Giá trị", values[key], Số_liệu_kê_khai=label)
    for code, points in selves:
        form.write("Điểm tự chấm", points, Mã=code)
    for code, text in proofs:
        form.write("Tài liệu kiểm chứng", text, Mã=code)
    return form


def stage(round_, name, files):
    """Keeps what came in at this stage, and drops it into the round."""
    for file in files:
        folder = SENT / name / file.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / file.name)
    for folder in (SENT / name).iterdir():
        shutil.copytree(folder, round_ / folder.name, dirs_exist_ok=True)


def main():
    shutil.rmtree(SENT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        round_, post = pathlib.Path(place) / "round", pathlib.Path(place) / "post"
        (round_ / "evidence").mkdir(parents=True)
        (round_ / "appraisal").mkdir()
        for name in ("round.toml", "set.toml"):
            shutil.copy(HERE / name, round_ / name)
        play(round_, post / "evidence", post / "appraisal")


def play(round_, evidence_, appraisal):
    parindex(round_, "template", ".")
    proof = ("1.1", "BC số 30/BC-UBND ngày 05/12/2020")
    # The late dossiers and the share are left blank.
    evidence(round_, "an", {"ho_so": 200, "quy_che": "Có"}, proofs=[proof]) \
        .save(evidence_ / "an.xlsx", "2020-12-14T09:00:00Z")
    # Claims three points for 92 %; columns hidden, the sheet renamed, saved as .xls.
    binh = evidence(round_, "binh", {"ho_so": 100, "tre_han": 8, "quy_che": "Có", "truc_tuyen": 0.5},
                    [("1.1", 3)], [proof])
    binh.sheet.protection.sheet = False
    binh.sheet.column_dimensions["H"].hidden = True
    binh.sheet.row_dimensions[binh.header + 2].hidden = True
    binh.sheet.title = "Bản của xã"
    binh.save(evidence_ / "Bình gửi.xlsx", "2020-12-15T03:00:00Z")
    office(evidence_ / "Bình gửi.xlsx", "xls")
    evidence(round_, "cat", {"ho_so": 50, "tre_han": 0, "quy_che": "Không", "truc_tuyen": 0.6},
             proofs=[proof]).save(evidence_ / "cat.xlsx", "2020-12-16T03:00:00Z")
    stage(round_, "1-tu-cham", evidence_.iterdir())

    parindex(round_, "sendback", ".")
    # 250 of 200 is wrong again. The sheet is unlocked, sorted, hidden, renamed, rows come in, and
    # somebody asks himself a question: the rules were not there after all.
    form = Form(round_ / "forms/sendback/an-tra-lai-lan-1-ca-vong.xlsx", "Mã câu hỏi")
    form.write("Trả lời", 250, Nội_dung_cần_trả_lời="Số hồ sơ trễ hạn")
    form.write("Trả lời", 0.25, Nội_dung_cần_trả_lời="Tỷ lệ hồ sơ trực tuyến")
    last = form.reverse()
    form.sheet.cell(last + 1, form.at["Mã câu hỏi"]).value = "value:quy_che"
    form.sheet.cell(last + 1, form.at["Trả lời"]).value = "Không"
    form.sheet.cell(form.header + 1, form.at["Đã đọc được"]).value = "đã sửa"
    form.sheet.insert_rows(form.header + 2, 2)
    form.sheet.row_dimensions[form.header + 1].hidden = True
    form.sheet.title = "sửa lại"
    form.save(evidence_ / "an trả lời.xlsx", "2020-12-18T03:00:00Z")
    form = Form(round_ / "forms/sendback/binh-tra-lai-lan-1-ca-vong.xlsx", "Mã câu hỏi")
    form.write("Trả lời", 1, Nội_dung_cần_trả_lời="Điểm tự chấm")
    form.save(evidence_ / "binh1.xlsx", "2020-12-18T04:00:00Z")
    office(evidence_ / "binh1.xlsx", "ods")
    replies = [evidence_ / "an trả lời.xlsx", evidence_ / "binh1.ods"]
    stage(round_, "2-tra-loi-lan-1", replies)

    parindex(round_, "sendback", ".")
    form = Form(round_ / "forms/sendback/an-tra-lai-lan-2-ca-vong.xlsx", "Mã câu hỏi")
    form.write("Trả lời", 2, Nội_dung_cần_trả_lời="Số hồ sơ trễ hạn")
    form.write("Giải trình thêm", "Gõ nhầm 250", Nội_dung_cần_trả_lời="Số hồ sơ trễ hạn")
    form.save(evidence_ / "an trả lời (2).xlsx", "2020-12-20T03:00:00Z")
    stage(round_, "3-tra-loi-lan-2", [evidence_ / "an trả lời (2).xlsx"])

    parindex(round_, "appraise", ".", "--vong", "1")
    pack = "forms/appraisal/vong-1/{}-xa-vong-1-ca-vong.xlsx"
    for person, an in (("hoa", 2), ("mai", 3)):
        form = Form(round_ / pack.format("noi-vu"), "Điểm thẩm định")
        form.write("Điểm thẩm định", an, Mã="2.1", Đơn_vị="Phường An")
        if person == "hoa":
            form.write("Điểm thẩm định", 2, Mã="2.1", Đơn_vị="Xã Bình")
            form.write("Điểm thẩm định", 1, Mã="2.1", Đơn_vị="Xã Cát")
            form.write("Yêu cầu giải trình", "Nêu việc chỉ đạo quý IV", Mã="2.1", Đơn_vị="Xã Cát")
        form.save(appraisal / f"noi-vu-{person}.xlsx", "2020-12-23T03:00:00Z")
    form = Form(round_ / pack.format("van-phong"), "Điểm thẩm định")
    form.write("Điểm thẩm định", 1, Mã="1.2", Đơn_vị="Phường An")
    form.write("Lý do", "Chưa thấy quyết định", Mã="1.2", Đơn_vị="Phường An")
    form.write("Yêu cầu giải trình", "Gửi quyết định ban hành", Mã="1.2", Đơn_vị="Phường An")
    form.write("Điểm thẩm định", 2, Mã="1.2", Đơn_vị="Xã Bình")
    form.save(appraisal / "van-phong.xlsx", "2020-12-23T04:00:00Z")
    office(appraisal / "van-phong.xlsx", "ods")
    stage(round_, "4-tham-dinh-vong-1", appraisal.iterdir())

    parindex(round_, "explain-round", ".", "--deadline", "2020-12-28")
    form = Form(round_ / "forms/explain/an-giai-trinh-lan-1-ca-vong.xlsx", "Mã câu hỏi")
    form.write("Giải trình của đơn vị", "Quyết định ban hành từ đầu năm", Mã="1.2")
    form.write("Tài liệu bổ sung", "QĐ số 4/QĐ-UBND ngày 10/01/2020", Mã="1.2")
    form.save(evidence_ / "giải trình An.xlsx", "2020-12-27T03:00:00Z")
    stage(round_, "5-giai-trinh", [evidence_ / "giải trình An.xlsx"])

    parindex(round_, "appraise", ".", "--vong", "2")
    pack = "forms/appraisal/vong-2/{}-xa-vong-2-ca-vong.xlsx"
    form = Form(round_ / pack.format("van-phong"), "Điểm thẩm định")
    form.write("Điểm thẩm định", 2, Mã="1.2", Đơn_vị="Phường An")
    form.save(appraisal / "van-phong-2.xlsx", "2020-12-29T03:00:00Z")
    form = Form(round_ / pack.format("noi-vu"), "Điểm thẩm định")
    form.write("Điểm thẩm định", 2.5, Mã="2.1", Đơn_vị="Phường An")
    form.write("Lý do", "Tổ trưởng thống nhất", Mã="2.1", Đơn_vị="Phường An")
    form.save(appraisal / "noi-vu-2.xlsx", "2020-12-29T04:00:00Z")
    office(appraisal / "noi-vu-2.xlsx", "xls")
    stage(round_, "6-tham-dinh-vong-2", [appraisal / "van-phong-2.xlsx", appraisal / "noi-vu-2.xls"])


main()
