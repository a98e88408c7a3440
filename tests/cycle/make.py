"""Plays the people of this round: units and appraisers fill in what the program wrote.

    PARINDEX=target/debug/parindex python tests/cycle/make.py

needs openpyxl and LibreOffice. It writes `sent/STAGE/`, which is committed; the test puts the
stages into a round one after the other.
"""

import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "support"))

from form import Form, office, parindex

SENT = HERE / "sent"


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
