"""Writes `criteria/qd766-2026.toml` and `data/phu-tho-2026-766` from a table of published figures.

    python data/make_766.py FIGURES.csv

The table has one row per unit: `unit_code, unit, level, province`, and for every criterion of the
national portal `y_<criterion>_n`, `_d`, `_points` (numerator, denominator, published points). The
figures are facts of the national service portal, as kept by the public repositories
ChippedTopaz/qd766 and hauphanquoc/766-Analyze in October 2026.
"""

import csv
import pathlib
import sys
from decimal import Decimal

HERE = pathlib.Path(__file__).resolve().parent
SET = HERE.parent / "criteria/qd766-2026.toml"
ROUND = HERE / "phu-tho-2026-766"
SOURCE = "Cổng Dịch vụ công quốc gia, tháng 10/2026"
DAY = "2026-10-01"

SEEN = "quan sát trên số công bố"
OTHER = "nêu trong văn bản, chưa đối chiếu phụ lục"

# group, its name, its maximum, then its leaves:
# code, criterion of the portal, name, maximum, numerator, denominator, target, zero base, how it is known
GROUPS = [
    ("1", "Công khai, minh bạch", [
        ("1.1", "1.1", "TTHC công bố đúng hạn", 6, ("tthc_cong_bo_dung_han", "TTHC"), ("tthc_cong_bo", "TTHC"), None, "zero",
         f"{SEEN}: chỉ gặp tỷ lệ 0, 172/172 số; một số chung của tỉnh cho mọi đơn vị"),
        ("1.2", "1.2", "TTHC cập nhật, công khai đúng hạn", 4, ("tthc_cong_khai_dung_han", "TTHC"), ("tthc_phai_cong_khai", "TTHC"), None, "zero",
         f"{SEEN}: 172/172; một số chung của tỉnh"),
        ("1.3", "1.3", "TTHC công khai đầy đủ nội dung", 2, ("tthc_du_noi_dung", "TTHC"), ("tthc_dang_cong_khai", "TTHC"), None, "zero",
         f"{SEEN}: 172/172; một số chung của tỉnh, tính đến ngày lấy số"),
        ("1.4", "1.4", "Hồ sơ đồng bộ lên Cổng DVCQG", 6, ("ho_so_dong_bo", "hồ sơ"), ("ho_so_phai_dong_bo", "hồ sơ"), None, "zero",
         f"{SEEN}: 170/170, nhưng mẫu số là số tạm của Cổng, luôn bằng tử số; cách lùi về số năm trước: {OTHER}"),
    ]),
    ("2", "Tiến độ giải quyết", [
        ("2.1", "2.1", "Hồ sơ xử lý trước hạn, đúng hạn", 20, ("ho_so_dung_han", "hồ sơ"), ("ho_so_tiep_nhan", "hồ sơ"), None, "zero",
         f"{SEEN}: 331/331"),
    ]),
    ("3", "Dịch vụ công trực tuyến", [
        ("3.1", "3.1–3.3", "Dịch vụ công trực tuyến (điểm Cổng công bố)", 12, None, None, None, None,
         "để ngỏ: đơn vị chỉ công bố tổng 12 điểm, nên lấy điểm chính thức; ở cấp tỉnh min(2; 2,5a) + 4b + min(6; 12c) khớp 7/7"),
    ]),
    ("4", "Thanh toán trực tuyến", [
        ("4.1", "3.6", "Hồ sơ thanh toán trực tuyến", 6, ("ho_so_tra_truc_tuyen", "hồ sơ"), ("ho_so_co_phi", "hồ sơ"), None, "zero",
         f"{SEEN} qua tổng 10 điểm: 495/499, bốn số còn lại là số đúng giữa mà Cổng tính nhị phân"),
        ("4.2", "3.5b", "TTHC có giao dịch thanh toán trực tuyến", 2, ("tthc_giao_dich", "TTHC"), ("tthc_co_phi", "TTHC"), "80%", "zero",
         f"{SEEN} qua tổng 10 điểm"),
        ("4.3", "3.5", "TTHC có nghĩa vụ tài chính cung cấp trên Cổng", 2, ("tthc_tich_hop", "TTHC"), ("tthc_co_phi", "TTHC"), "80%", "zero",
         f"{SEEN} qua tổng 10 điểm; chưa gặp đơn vị vượt 80%"),
    ]),
    ("5", "Số hóa hồ sơ", [
        ("5.1", "4.1", "Hồ sơ có kết quả điện tử", 6, ("ho_so_ket_qua_dien_tu", "hồ sơ"), ("ho_so_tiep_nhan", "hồ sơ"), None, "zero",
         f"{SEEN}: 169/169; mâu thuẫn với văn bản ở mẫu số (Cổng lấy hồ sơ tiếp nhận)"),
        ("5.2", "4.2", "Hồ sơ thực hiện số hóa", 4, ("ho_so_so_hoa", "hồ sơ"), ("ho_so_tiep_nhan", "hồ sơ"), None, "zero",
         f"{SEEN}: 169/169; mâu thuẫn với văn bản (mục tiêu 80% chỉ khớp 1/169)"),
        ("5.3", "4.3", "Hồ sơ khai thác, sử dụng lại dữ liệu số hóa", 2, ("ho_so_dung_lai", "hồ sơ"), ("ho_so_tiep_nhan", "hồ sơ"), "80%", "zero",
         f"{SEEN}: 169/169"),
        ("5.4", "4.4", "Hồ sơ đồng bộ kho dữ liệu cá nhân", 4, ("ho_so_kho_ca_nhan", "hồ sơ"), ("ho_so_tiep_nhan", "hồ sơ"), None, "zero",
         f"{SEEN}: 169/169, chỉ 5 số khác 0; mâu thuẫn với văn bản (mục tiêu 80%)"),
        ("5.5", "4.5a", "TTHC kết nối dữ liệu dân cư", 2, ("tthc_ket_noi_dan_cu", "TTHC"), ("tthc_cong_dan", "TTHC"), None, "zero",
         f"{SEEN}: 171/171, cả ở cấp xã"),
        ("5.6", "4.5b", "Hồ sơ dùng dữ liệu dân cư", 2, ("ho_so_dan_cu", "hồ sơ"), ("ho_so_tiep_nhan", "hồ sơ"), None, "zero",
         f"{SEEN}: 169/169, cả ở cấp xã"),
        ("5.7", "ECC", "Chứng thực bản sao điện tử", 2, ("xa_chung_thuc", "xã"), ("xa_truc_thuoc", "xã"), None, "zero",
         f"{SEEN}: luôn đủ điểm, 171/171; tỷ lệ thật chưa từng thấy"),
    ]),
    ("6", "Mức độ hài lòng", [
        ("6.1", "5.2", "Phản ánh, kiến nghị xử lý đúng hạn", 6, ("pakn_dung_han", "phản ánh"), ("pakn", "phản ánh"), None, "full",
         f"{SEEN}: 38/38; không có phản ánh thì đủ 6 điểm, 133/133 (văn bản nêu chia điểm cho mục khác)"),
        ("6.2", "5.3", "Hài lòng trong xử lý phản ánh, kiến nghị", 6, ("pakn_hai_long", "phản ánh"), ("pakn", "phản ánh"), None, "full",
         f"{SEEN}: 38/38; không có phản ánh thì đủ 6 điểm, 133/133"),
        ("6.3", "5.4", "Hài lòng trong tiếp nhận, giải quyết TTHC", 6, ("ho_so_hai_long", "hồ sơ"), ("ho_so_tiep_nhan", "hồ sơ"), "90%", "zero",
         f"{SEEN}: 169/169"),
    ]),
]
SHARED = {
    "ho_so_tiep_nhan": ("Hồ sơ tiếp nhận và xử lý trong kỳ", "hồ sơ"),
    "pakn": ("Phản ánh, kiến nghị trong kỳ", "phản ánh"),
    "tthc_co_phi": ("TTHC có phí, lệ phí", "TTHC"),
}
PROVINCE = ["1.1", "1.2", "1.3"]
POINTS = {"g1": "1", "online12": "3.1", "pay10": "4", "g4": "5", "g5": "6", "total": "Tổng"}
TIES = {
    "Chân Mộng": "số đúng giữa, Cổng tính bằng số nhị phân nên làm tròn xuống",
    "Xuân Đài": "số đúng giữa, Cổng tính bằng số nhị phân nên làm tròn xuống",
}


def criteria():
    out = [
        "# Bộ chỉ số phục vụ người dân, doanh nghiệp, viết theo số mà Cổng Dịch vụ công quốc gia công bố năm 2026.",
        "# Phụ lục đã ký của quyết định chưa đọc: `source` của từng mục nói cách tính được biết bằng cách nào.",
        "schema = 1",
        "",
        "[set]",
        'id = "qd766-2026"',
        'title = "Bộ chỉ số phục vụ người dân, doanh nghiệp trong thực hiện TTHC, dịch vụ công"',
        "year = 2026",
        'decision = "Quyết định số 766/QĐ-TTg ngày 23/6/2022 (theo số công bố, chưa đối chiếu phụ lục)"',
        "total = 100",
        "",
        "# Điểm từng mục làm tròn hai chữ số rồi mới cộng: 2.280/2.280 số công bố.",
        "[set.rounding]",
        "points = { decimals = 2 }",
        "",
        "[data]",
    ]
    for key, (label, unit) in SHARED.items():
        out.append(f'{key} = {{ label = "{label}", unit = "{unit}", type = "count" }}')
    for code, name, leaves in GROUPS:
        out += ["", f"[{code}]", f'name = "{name}"']
        if code == "4":
            out += [
                "# Riêng thanh toán: tỷ lệ % làm tròn hai chữ số trước khi tính điểm.",
                "rounding = { value = { decimals = 4 } }",
            ]
        for leaf in leaves:
            out += leaf_lines(*leaf)
    return "\n".join(out) + "\n"


def leaf_lines(code, portal, name, most, numerator, denominator, target, zero, known):
    out = ["", f"[{code}]", f'name = "{name}"', f"max = {most}", 'appraiser = "van-phong"', 'proof = "Số liệu trên Cổng Dịch vụ công quốc gia"']
    out.append(f'source = "Tiêu chí {portal} trên Cổng; {known}"')
    if numerator is None:
        out += [
            f"[{code}.data]",
            'diem_truc_tuyen = { label = "Điểm dịch vụ công trực tuyến do Cổng công bố", unit = "điểm", type = "number" }',
            f"[{code}.rule]",
            'kind = "formula"',
            'points = "diem_truc_tuyen"',
        ]
        return out
    if portal == "ECC":
        out.append("always_full = true")
    out.append(f"[{code}.data]")
    for (key, unit), part in [(numerator, "Tử số"), (denominator, "Mẫu số")]:
        if key not in SHARED:
            out.append(f'{key} = {{ label = "{part}: {name}", unit = "{unit}", type = "count" }}')
    out += [f"[{code}.rule]", 'kind = "proportional"', f'value = "{numerator[0]} / {denominator[0]}"', f'zero_base = "{zero}"']
    if target:
        out.append(f'target = "{target}"')
    out += EXAMPLES.get(portal, [])
    return out


# One published answer each, copied to its last digit.
EXAMPLES = {
    "2.1": ["[[2.1.example]]", "given = { ho_so_dung_han = 7456, ho_so_tiep_nhan = 7672 }", 'rounded = "19.44"'],
    "4.3": ["[[5.3.example]]", "given = { ho_so_dung_lai = 3030, ho_so_tiep_nhan = 7672 }", "points = 0.99"],
    "5.2": ["[[6.1.example]]", "given = { pakn_dung_han = 0, pakn = 0 }", "points = 6"],
}


def leaves():
    return [leaf for _, _, group in GROUPS for leaf in group]


def block(row):
    place = {"Phú Thọ": "phu-tho", "Đắk Lắk": "dak-lak"}[row["province"]]
    return place + ("-xa" if row["level"] == "xã" else "-so")


def round_toml(rows):
    out = [
        "# Số thật, do Cổng Dịch vụ công quốc gia công bố, lấy từ hai kho công khai ChippedTopaz/qd766 và",
        "# hauphanquoc/766-Analyze (tháng 10/2026). Không phải kết quả chính thức của tỉnh nào.",
        "schema = 1",
        "",
        "[round]",
        'id = "phu-tho-2026-766"',
        "year = 2026",
        'title = "Chỉ số phục vụ người dân, doanh nghiệp năm 2026 (chín tháng)"',
        'issuer = "Tính lại từ số công bố trên Cổng Dịch vụ công quốc gia"',
        'office = "Văn phòng"',
        "period = { from = 2026-01-01, to = 2026-09-30 }",
        "",
        "[rules]",
        "decimals = { points = 2, index = 2 }",
        "",
        "[[agency]]",
        'id = "van-phong"',
        'name = "Văn phòng Ủy ban nhân dân tỉnh"',
    ]
    names = {
        "phu-tho-xa": "Khối xã, phường tỉnh Phú Thọ",
        "phu-tho-so": "Khối sở, ngành tỉnh Phú Thọ",
        "dak-lak-xa": "Khối xã, phường tỉnh Đắk Lắk",
        "dak-lak-so": "Khối sở, ngành tỉnh Đắk Lắk",
    }
    for name, title in names.items():
        own = [row for row in rows if block(row) == name]
        if not own:
            continue
        out += ["", "[[block]]", f'id = "{name}"', f'name = "{title}"', 'criteria = "../../criteria/qd766-2026.toml"', "[block.data]"]
        out.append(f'source = "{SOURCE}, một số chung của tỉnh"')
        for leaf in leaves():
            if leaf[1] in PROVINCE:
                for (key, _), part in [(leaf[4], "n"), (leaf[5], "d")]:
                    values = {row[f"y_{leaf[1]}_{part}"] for row in own}
                    assert len(values) == 1, (name, key, values)
                    out.append(f"{key} = {values.pop()}")
    for row in rows:
        tag = "xa" if row["level"] == "xã" else "so"
        out += ["", "[[unit]]", f'id = "{row["unit_code"].lower().replace(".", "-")}"', f'code = "{row["unit_code"]}"']
        out += [f'name = "{row["unit"]}"', f'block = "{block(row)}"', f'tags = ["{tag}"]']
    out += ["", "[evidence]", 'files = ["evidence/*.csv"]', "", "[official]", 'files = ["official/*.csv"]']
    for row in rows:
        for name, cause in TIES.items():
            if row["unit"].endswith(name) and row["y_pay10_points"]:
                out += ["", "[[official.known_difference]]", f'unit = "{row["unit_code"]}"', 'code = "4"']
                out += [f"official = {row['y_pay10_points']}", f'cause = "{cause}"']
    return "\n".join(out) + "\n"


def figures(row):
    """What the portal says of a unit, by key of the data item."""
    told = {}
    for code, portal, name, _, numerator, denominator, *_ in leaves():
        if portal in PROVINCE or portal == "ECC":
            continue
        if numerator is None:
            told["diem_truc_tuyen"] = row["y_online12_points"]
            continue
        for (key, _), part in [(numerator, "n"), (denominator, "d")]:
            value = row[f"y_{portal}_{part}"]
            assert told.setdefault(key, value) == value, (row["unit"], key, told[key], value)
    return told


def evidence(row):
    out = [["Đơn vị:", row["unit_code"]], [], ["Mã", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Mã số liệu", "Số liệu kê khai", "Giá trị"]]
    told = figures(row)
    for key in SHARED:
        out.append(["", "", key, SHARED[key][0], told[key]])
    for code, portal, name, _, numerator, denominator, *_ in leaves():
        out.append([code, name, "", "", ""])
        keys = [] if portal in PROVINCE or portal == "ECC" else [numerator, denominator]
        if numerator is None:
            out.append(["", "", "diem_truc_tuyen", "Điểm dịch vụ công trực tuyến do Cổng công bố", told["diem_truc_tuyen"].replace(".", ",")])
            continue
        for (key, _), part in zip(keys, ["Tử số", "Mẫu số"]):
            if key not in SHARED:
                out.append(["", "", key, f"{part}: {name}", told[key]])
    return out


def official(rows):
    out = [["Đơn vị", "Mã số liệu", "Giá trị", "Nguồn", "Ngày"]]
    for row in rows:
        def add(code, text):
            if text != "":
                out.append([row["unit_code"], code, text.replace(".", ","), SOURCE, DAY])
        for key, value in figures(row).items():
            add(key, value)
        for code, portal, *_ in leaves():
            if f"y_{portal}_points" in row:
                add(code, row[f"y_{portal}_points"])
        for column, code in POINTS.items():
            add(code, row[f"y_{column}_points"])
    return out


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    SET.write_text(criteria(), encoding="utf-8")
    ROUND.mkdir(exist_ok=True)
    (ROUND / "round.toml").write_text(round_toml(rows), encoding="utf-8")
    for row in rows:
        write(ROUND / f"evidence/{row['unit_code'].replace('.', '-').lower()}.csv", evidence(row))
    write(ROUND / "official/cong-dich-vu-cong.csv", official(rows))


if __name__ == "__main__":
    main()
