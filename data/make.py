"""Plays the people of the illustrated round from intake to the end. All figures are invented.

    PARINDEX=target/debug/parindex python data/make.py

needs openpyxl and LibreOffice. `hoa-thanh-2020-thu-nhan` is the round at intake, with the mistakes
that real evidence has. From it this writes `hoa-thanh-2020`, the same round finished: units answer
what was sent back, agencies appraise, units explain, round 2 decides, the survey team corrects what
it typed wrong. Every step fills in the forms that the program wrote the step before.
"""

import datetime
import pathlib
import re
import shutil
import sys
import tempfile

import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tests/support"))

from form import Form, office, parindex

INTAKE = HERE / "hoa-thanh-2020-thu-nhan"
FINISHED = HERE / "hoa-thanh-2020"
ROUND = "data/hoa-thanh-2020"

# What a unit answers: unit → question → (answer, explanation).
ANSWERS = {
    "hiep-tan": {
        "value:von_giai_ngan": (5060, "Gõ nhầm 3.560; theo đối chiếu của Kho bạc ngày 14/12/2020 là 5.060 triệu đồng."),
        "self:7.1.5": (None, "Đơn vị giữ điểm tự chấm: 03 dịch vụ mở từ tháng 11/2020 chưa thể có hồ sơ."),
    },
    "long-hoa": {
        "self:6.1.3": (None, "Đơn vị giữ điểm: khoản dân đóng góp đã thông báo tại cuộc họp khu phố, chưa niêm yết."),
    },
    "long-thanh-nam": {
        "reason:1.3.3": ("Trong năm không nhận được ý kiến góp ý bằng văn bản.", None),
    },
    "phong-gddt": {
        "value:tin_bai": (8, "Ghi “nt” là theo dòng trên; đếm lại có 08 tin, bài."),
        "value:ngay_bao_cao_thi_dua": (datetime.date(2020, 11, 27), "Bỏ sót khi nhập."),
    },
    "phong-kinh-te": {
        "value:de_xuat_don_gian": (1, "Dòng ghi 0 là của năm 2019, quên xóa."),
    },
    "phong-ldtbxh": {
        "value:du_thao_dung_han": (16, "Xóa nhầm dòng khi in."),
        "proof:2.1.3": ("BC số 212/BC-LDTBXH ngày 08/12/2020", None),
    },
    "phong-qldt": {
        "value:ngay_kh_thi_hanh": (datetime.date(2020, 2, 21), "Ghi nhầm ngày 31/02; kế hoạch ký ngày 21/02/2020."),
        "value:van_ban_ky_so": (694, "Đơn vị ghi tỷ lệ; số văn bản ký số theo kết xuất eGov là 694."),
    },
    "phong-tnmt": {
        "value:thu_xin_loi": (91, "Đếm cả 08 thư gửi lần hai cho cùng hồ sơ; số hồ sơ có thư là 91."),
        "value:ho_so_tre_han": (97, "Số liệu đúng."),
    },
    "thanh-tra": {f"value:{key}": (0, "Đơn vị không tiếp nhận hồ sơ TTHC.")
                  for key in ("ho_so_tiep_nhan", "ho_so_giai_quyet", "ho_so_tre_han")},
    "vp-hdnd-ubnd": {f"value:{key}": (0, "Hồ sơ do các phòng chuyên môn giải quyết.")
                     for key in ("ho_so_tiep_nhan", "ho_so_giai_quyet", "ho_so_tre_han")},
    "truong-dong": {
        "value:kh_kinh_phi": ("Không", "Kế hoạch chưa nêu kinh phí."),
        "value:tt_zalo": ("Có", None),
        "value:thoi_gian_thuc_te": (7.25, "7,25 giờ."),
        "value:ty_le_xu_ly_mang": (0.95, "95%."),
    },
    "truong-hoa": {
        "value:ho_so_truc_tuyen": (1146, "Ghi không áp dụng là sai; lấy theo Cổng dịch vụ công."),
        "proof:3.4.1": ("Kết xuất Cổng dịch vụ công ngày 16/12/2020", None),
    },
    "truong-tay": {
        "value:ngay_bao_cao_nam": (datetime.date(2020, 12, 8), None),
        "proof:1.2.2": ("BC số 318/BC-UBND ngày 08/12/2020", None),
        "value:thoi_gian_thuc_te": (7.2, "Bình quân theo kết xuất phần mềm một cửa là 7,2 giờ."),
        "self:3.4.2": (None, "Đơn vị giữ điểm, đề nghị tính cả hồ sơ trả qua bưu chính của quý IV."),
    },
}

# What is asked again, once the figures have changed.
AGAIN = {"truong-dong": {"proof:1.1.2": ("KH số 398/KH-UBND ngày 16/03/2020", None)}}

# Phòng Y tế had sent nothing; reminded, it fills in the form of its own, four days late.
LATE_UNIT = "phong-y-te"
LATE_SAVED = "2020-12-19T02:20:00Z"
LATE = {
    "ho_so_tiep_nhan": 0, "ho_so_giai_quyet": 0, "ho_so_tre_han": 0, "bien_che_giao": 6, "bien_che_co_mat": 6,
    "ngay_ke_hoach": "2020-02-03", "nhiem_vu_ke_hoach": 14, "nhiem_vu_hoan_thanh": 12, "bao_cao_dung_han": 3,
    "ngay_bao_cao_nam": "2020-12-04", "tin_bai": 7, "gop_y_tiep_nhan": 0, "gop_y_tra_loi": 0,
    "kiem_tra_ke_hoach": 2, "kiem_tra_thuc_hien": 1, "vi_pham_phat_hien": 0, "vi_pham_xu_ly": 0,
    "ton_tai_kiem_tra": 3, "ton_tai_da_xu_ly": 2, "ngay_bao_cao_thi_dua": "2020-12-02",
    "tham_muu_giao": 15, "tham_muu_dung_han": 13, "van_ban_sai": 1, "du_thao_nhan": 12, "du_thao_dung_han": 12,
    "van_ban_phai_ra_soat": 9, "van_ban_da_ra_soat": 9, "ngay_kh_thi_hanh": "2020-02-14", "cuoc_pho_bien": 5,
    "xu_ly_thi_hanh": "Một phần", "de_xuat_don_gian": 1, "phan_anh_tiep_nhan": 0, "phan_anh_xu_ly": 0,
    "tinh_gian_chi_tieu": 0, "tinh_gian_da_giam": 0, "dung_vi_tri": 6, "dat_chuan": 6, "hoan_thanh_tot": 5,
    "duoc_boi_duong": 4, "nguoi_bi_ky_luat": 0, "ngay_quy_che_chi_tieu": "2020-01-30", "von_ke_hoach": 1200,
    "von_giai_ngan": 1044, "chi_thuong_xuyen": 268.4, "sai_pham_tai_chinh": 0, "ngay_quyet_toan": "2020-03-30",
    "van_ban_di": 512, "van_ban_ky_so": 430, "ngay_van_ban_dien_tu": "2020-06-26", "ty_le_xu_ly_mang": 0.83,
    "dung_thu_cong_vu": 6, "muc_iso": "Đã công bố", "sang_kien": 0, "khen_thuong": "Không", "to_cao_dung": 0,
    "so_ngay_cham": 4,
}

# Round 1: (unit, code) → points, reason, request to explain. Other points are agreed with.
FIRST = {
    ("Phòng Lao động - Thương binh và Xã hội", "5.1.1"):
        (1.5, "Còn 02 công chức chưa đúng vị trí việc làm theo đề án.", "Nêu rõ 02 trường hợp và hướng xử lý."),
    ("Phường Hiệp Tân", "1.4.1"):
        (0.75, "Thiếu thông báo kết luận của 01 cuộc kiểm tra.", "Bổ sung thông báo kết luận."),
    ("Phường Long Thành Trung", "5.2.1"): (1.25, "Có 02 trường hợp chứng chỉ cấp năm 2019.", None),
    ("Phòng Tài nguyên và Môi trường", "6.1.5"): (0.5, "Kết luận kiểm tra nêu 02 sai phạm.", None),
    ("Xã Trường Đông", "6.1.3"): (0.5, "Không có tài liệu kiểm chứng việc công khai quyết toán.", None),
    ("Phòng Văn hóa và Thông tin", "2.2.4"): (0.75, "Chưa xử lý hết vấn đề đã nêu.", None),
    ("Xã Trường Hòa", "2.2.3"):
        (0.75, "Còn 02 vấn đề chưa có văn bản xử lý.", "Nêu rõ 02 vấn đề còn lại."),
    ("Phòng Tài chính - Kế hoạch", "3.1.3"): (0.5, "Có phản ánh xử lý nhưng chưa công khai kết quả.", None),
    ("Phường Long Hoa", "3.1.1"):
        (1.5, "03 TTHC lĩnh vực hộ tịch niêm yết thiếu thành phần hồ sơ.", "Giải trình 03 TTHC niêm yết thiếu."),
    ("Phường Long Thành Bắc", "3.3.2"):
        (1, "Quy chế ban hành lại ngày 10/8/2020 sau khi thu hồi bản trước.", None),
    ("Phòng Quản lý đô thị", "7.2.1"):
        (0, "Không thấy quyết định công bố.", "Gửi quyết định công bố và báo cáo duy trì, cải tiến."),
    ("Xã Long Thành Nam", "1.3.3"):
        (0, "Sổ theo dõi có 5 ý kiến góp ý, chưa ý kiến nào được trả lời; không phải không áp dụng.", None),
}

# What the appraisers judge alone, where the appraisals at intake do not say it.
JUDGED = {
    ("Xã Trường Đông", "1.5.2"): 0.5,
    ("Xã Long Thành Nam", "7.2.2"): 1.75,
    ("Xã Trường Tây", "7.2.2"): 1.5,
    ("Phòng Giáo dục và Đào tạo", "4.2.3"): 0.7,
    ("Phòng Y tế", "1.5.2"): 0.5,
    ("Phòng Y tế", "4.2.3"): 0.75,
    ("Phòng Y tế", "5.3.1"): 0.9,
}

# What the units explain: (unit, code) → explanation, further document.
EXPLAINED = {
    ("phong-ldtbxh", "5.1.1"): ("Đã điều chuyển 02 công chức từ ngày 01/12/2020.", "QĐ số 57/QĐ-LDTBXH ngày 30/11/2020"),
    ("hiep-tan", "1.4.1"): ("Thông báo kết luận cuộc kiểm tra thứ ba gửi kèm.", "TB số 88/TB-UBND ngày 10/12/2020"),
    ("truong-hoa", "2.2.3"): ("Hai vấn đề còn lại chờ hướng dẫn của Sở Tư pháp.", None),
    ("long-hoa", "3.1.1"): ("Đã niêm yết bổ sung 02 TTHC; còn 01 TTHC chờ công bố lại.", "Ảnh chụp bảng niêm yết ngày 21/12/2020"),
    ("phong-qldt", "7.2.1"): ("Gửi kèm quyết định công bố; báo cáo duy trì sẽ có trong quý I năm sau.", "QĐ số 41/QĐ-QLDT ngày 12/10/2020"),
}

# Round 2.
SECOND = {
    ("Phòng Lao động - Thương binh và Xã hội", "5.1.1"): (1.75, "Điều chuyển trong tháng cuối năm, tính một nửa."),
    ("Phường Hiệp Tân", "1.4.1"): (1, "Đã bổ sung thông báo kết luận."),
    ("Xã Trường Hòa", "2.2.3"): (0.75, "Giữ điểm vòng 1: hai vấn đề chưa có văn bản xử lý."),
    ("Phường Long Hoa", "3.1.1"): (1.6, "Đã bổ sung 02 trong 03 TTHC."),
    ("Phòng Quản lý đô thị", "7.2.1"): (0.75, "Đơn vị đã gửi quyết định công bố, chưa có báo cáo duy trì, cải tiến."),
}

# What the survey team had typed wrong, as the paper forms say it.
SIPAS_PHUONG = {"I9": 4, "O21": 5, "F141": 4, "M423": 4, "C509": "Phường Long Hoa"}
SIPAS_XA = {"I159": "Bình thường"}


def number(text):
    return float(str(text).replace(",", "."))


def answer(form, said, saved, to):
    """One reply to a send-back. A self score that the figures do not bear is corrected to what they
    bear, unless the unit says that it keeps it."""
    said = dict(said)
    corrected = {form.sheet.cell(row, form.at["Mã"]).value for row in form.rows()
                 if form.sheet.cell(row, form.at["Mã câu hỏi"]).value in said}
    for row in form.rows():
        question = form.sheet.cell(row, form.at["Mã câu hỏi"]).value
        if not question:
            continue
        reply, why = said.pop(question, (None, None))
        code = form.sheet.cell(row, form.at["Mã"]).value
        reason = form.sheet.cell(row, form.at["Vì sao chưa được nhận"]).value or ""
        borne = re.search(r"khác điểm tính từ số liệu đã khai \(([\d,]+)\)", reason)
        if question.startswith("self:") and not why and borne and code not in corrected:
            reply, why = number(borne.group(1)), "Đơn vị tính lại theo số liệu đã khai."
        if reply is not None:
            form.put(row, "Trả lời", reply)
        if why:
            form.put(row, "Giải trình thêm", why)
    assert not said, said
    form.save(to, saved)


def late_unit(form, to):
    items = dict(LATE)
    last = None
    for row in form.rows():
        code = form.sheet.cell(row, form.at["Mã"]).value
        item = form.sheet.cell(row, form.at["Mã số liệu"]).value
        last = code or last
        if item:
            value = items.pop(item, "Có" if form.sheet.cell(row, form.at["Đơn vị tính"]).value == "có/không" else None)
            assert value is not None, item
            if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                value = datetime.date.fromisoformat(value)
            form.put(row, "Giá trị", value)
        if code and code in ("1.5.2", "4.2.3"):
            form.put(row, "Điểm tự chấm", 0.75)
        if code == "5.3.1":
            form.put(row, "Điểm tự chấm", 1)
        proof = form.sheet.cell(row, form.at["Yêu cầu kiểm chứng"]).value
        if code and code.count(".") >= 1 and proof:
            n = 20 + row
            form.put(row, "Tài liệu kiểm chứng", f"BC số {n}/BC-YT ngày {1 + row % 28:02}/11/2020")
    assert not items, items
    # The form computes the points; the unit keeps them as its self scores.
    form.save(to, LATE_SAVED)
    office(to, "ods")
    computed = to.with_suffix(".ods")
    office(computed, "xlsx")
    sheet = openpyxl.load_workbook(to, data_only=True).worksheets[0]
    for row in form.rows():
        cell = form.sheet.cell(row, form.at["Điểm tự chấm"])
        if str(cell.value).startswith("="):
            points = sheet[cell.coordinate].value
            cell.value = points if isinstance(points, (int, float)) else None
    form.save(to, LATE_SAVED)


def judged_at_intake():
    """Points that the appraisals at intake give where no figure does."""
    points = {}
    for file in sorted((INTAKE / "appraisal").glob("vong-1-*.xlsx")):
        form = Form(file, "Điểm thẩm định")
        for row in form.rows():
            unit, code, computed, given = (form.sheet.cell(row, form.at[heading]).value for heading in
                                           ("Đơn vị", "Mã", "Điểm theo số liệu", "Điểm thẩm định"))
            if unit and code and computed is None and given is not None:
                points[unit, str(code)] = number(given)
    return points | JUDGED


def first_round(form, judged, saved, to):
    for row in form.rows():
        unit, code = (form.sheet.cell(row, form.at[heading]).value for heading in ("Đơn vị", "Mã"))
        if not unit or not code:
            continue
        if (unit, code) in FIRST:
            points, reason, ask = FIRST[unit, code]
            form.put(row, "Điểm thẩm định", points)
            form.put(row, "Lý do", reason)
            if ask:
                form.put(row, "Yêu cầu giải trình", ask)
        elif form.sheet.cell(row, form.at["Điểm theo số liệu"]).value == "chờ thẩm định":
            form.put(row, "Điểm thẩm định", judged[unit, code])
        else:
            form.put(row, "Đồng ý", "x")
    form.save(to, saved)


def second_round(form, saved, to):
    for row in form.rows():
        unit, code = (form.sheet.cell(row, form.at[heading]).value for heading in ("Đơn vị", "Mã"))
        if unit and code:
            points, reason = SECOND[unit, code]
            form.put(row, "Điểm thẩm định", points)
            form.put(row, "Lý do", reason)
    form.save(to, saved)


def explain(form, unit, saved, to):
    for row in form.rows():
        code = form.sheet.cell(row, form.at["Mã"]).value
        if (unit, code) in EXPLAINED:
            said, document = EXPLAINED[unit, code]
            form.put(row, "Giải trình của đơn vị", said)
            if document:
                form.put(row, "Tài liệu bổ sung", document)
    form.save(to, saved)


def mend_survey(folder):
    for name, cells, delete in (("sipas-phuong", SIPAS_PHUONG, 510), ("sipas-xa", SIPAS_XA, None)):
        form = Form.__new__(Form)
        form.book = openpyxl.load_workbook(folder / f"{name}.xlsx")
        sheet = form.book.worksheets[0]
        for cell, value in cells.items():
            sheet[cell] = value
        if delete:  # a form without a unit is void
            sheet.delete_rows(delete)
        form.save(folder / f"{name}.xlsx", "2020-12-22T03:00:00Z")
    table = folder / "sipas-phong-ban.csv"
    lines = table.read_text("utf-8-sig").splitlines()
    cells = lines[471].split(";")
    assert cells[6] == "6"
    cells[6] = "5"
    lines[471] = ";".join(cells)
    raw = table.read_bytes()
    end = "\r\n" if b"\r\n" in raw else "\n"
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    table.write_bytes((mark + end.join(lines) + end).encode())


def asked(folder, stage):
    for file in sorted(folder.glob(f"*{stage}-*.xlsx")):
        yield file.name.split(stage)[0], file


def play(place):
    round_ = place / ROUND
    evidence, appraisal, forms = round_ / "evidence", round_ / "appraisal", round_ / "forms"
    mend_survey(round_ / "survey")
    parindex(place, "template", ROUND)
    late_unit(Form(forms / f"evidence/{LATE_UNIT}-tu-cham-hoa-thanh-2020.xlsx", "Mã số liệu"),
              evidence / f"{LATE_UNIT}.xlsx")

    for number, last, answers in ((1, 21, ANSWERS), (2, 23, AGAIN)):
        parindex(place, "sendback", ROUND, "--deadline", f"2020-12-{last}")
        for at, (unit, file) in enumerate(asked(forms / "sendback", f"-tra-lai-lan-{number}")):
            saved = f"2020-12-{last - at % 2}T0{1 + at % 8}:{10 + at * 2}:00Z"
            answer(Form(file, "Mã câu hỏi"), answers.get(unit, {}), saved, evidence / f"{unit}-tra-loi-lan-{number}.xlsx")

    parindex(place, "appraise", ROUND, "--vong", "1")
    judged = judged_at_intake()
    for at, file in enumerate(sorted((forms / "appraisal/vong-1").glob("*.xlsx"))):
        name = file.name.replace("-vong-1-hoa-thanh-2020", "")
        first_round(Form(file, "Điểm thẩm định"), judged, f"2020-12-24T0{1 + at % 8}:{30 + at}:00Z", appraisal / f"vong-1-{name}")

    parindex(place, "explain-round", ROUND, "--deadline", "2020-12-29")
    for at, (unit, file) in enumerate(asked(forms / "explain", "-giai-trinh-lan-1")):
        explain(Form(file, "Mã câu hỏi"), unit, f"2020-12-28T0{1 + at}:15:00Z", evidence / f"{unit}-giai-trinh-lan-1.xlsx")

    parindex(place, "appraise", ROUND, "--vong", "2")
    for at, file in enumerate(sorted((forms / "appraisal/vong-2").glob("*.xlsx"))):
        name = file.name.replace("-vong-2-hoa-thanh-2020", "")
        second_round(Form(file, "Điểm thẩm định"), f"2020-12-30T0{1 + at}:40:00Z", appraisal / f"vong-2-{name}")

    # The office's copies of what it asked stay; empty forms and the review can be written again.
    for folder in (forms / "evidence", round_ / "noi-bo"):
        shutil.rmtree(folder)
    # Names the machine's folders.
    (forms / ".da-ghi.json").unlink()


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        shutil.copytree(HERE.parent / "criteria", place / "criteria")
        shutil.copytree(INTAKE, place / ROUND, ignore=shutil.ignore_patterns("appraisal"))
        (place / ROUND / "appraisal").mkdir()
        intake = (place / ROUND / "round.toml").read_text("utf-8")
        (place / ROUND / "round.toml").write_text(finished(intake), "utf-8")
        play(place)
        shutil.rmtree(FINISHED, ignore_errors=True)
        shutil.copytree(place / ROUND, FINISHED)


PAPERS = '''
# Văn bản trình ký (`parindex papers`), số liệu minh họa. Số, ngày, người ký, nơi nhận để trống thì văn bản để chấm.
[papers]
place = "Hòa Thành"
basis = ["Căn cứ Công văn số 628/UBND ngày 23/6/2020"]
proposals = [
    "Các đơn vị có chỉ số dưới 70% xây dựng kế hoạch khắc phục từng tiêu chí mất điểm, gửi Phòng Nội vụ theo dõi",
    "Cơ quan chủ trì từng lĩnh vực hướng dẫn các đơn vị đạt thấp trong lĩnh vực của mình",
]
'''


def finished(intake):
    """The round file of the finished round: its own id, and what replies came in under."""
    head, rest = intake.split("schema = 1", 1)
    told = """# Đợt minh họa đã xong: thị xã Hòa Thành, năm 2020. Mọi số liệu trong thư mục này là SỐ LIỆU MINH HỌA, do
# người soạn đặt ra; chỉ tên các xã, phường, năm cơ quan chủ trì và các nhiệm vụ là của Công văn 628/UBND.
# evidence/ có tệp tự chấm, trả lời phiếu trả lại (-tra-loi-lan-1, -2) và giải trình (-giai-trinh-lan-1);
# appraisal/ có hai vòng thẩm định; forms/ giữ bản các phiếu đã gửi đi. Đợt lúc mới thu nhận, còn nguyên các chỗ sai:
# ../hoa-thanh-2020-thu-nhan
"""
    rest = rest.replace('id = "hoa-thanh-2020-thu-nhan"', 'id = "hoa-thanh-2020"')
    globs = re.escape('files = ["evidence/*.xlsx", "evidence/*.xls", "evidence/*.ods", "evidence/*.csv"]')
    rest = re.sub(r"\[evidence\]\n" + globs + r"\n(#.*\n)*",
                  lambda m: m.group(0) + '\n[replies]\ndeadline = 2020-12-29\n', rest)
    return told + "schema = 1" + rest.rstrip("\n") + "\n" + PAPERS


if __name__ == "__main__":
    main()
