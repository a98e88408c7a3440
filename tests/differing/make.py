"""Appraisers who differ on the round of `tests/cases/disputes` (openpyxl).

Two correct the share in time of Phường Châu in round 1, to 78 % (2 points) and to 90 % (4 points); in
round 2 it is 75 % (2 points), and Phường Bình gets 2 points for 1.3. A third person asks beside points:
once beside the third value for 1.3 of Phường Bình, once beside the same 2 points for 1.1 of Phường An.
"""

import pathlib

import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
HEADINGS = ["Đơn vị", "Mã", "Tiêu chí thành phần", "Điểm tối đa", "Điểm thẩm định", "Lý do",
            "Yêu cầu giải trình", "Mã số liệu", "Giá trị thẩm định"]


def form(path, number, *rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Thẩm định"
    for row in [["BẢNG THẨM ĐỊNH"], ["Vòng:", number], ["Cơ quan thẩm định:", "Phòng Nội vụ"], [],
                HEADINGS, *rows]:
        sheet.append(row)
    path = HERE / path
    path.parent.mkdir(exist_ok=True)
    book.save(path)


def corrected(value, reason):
    return ["Phường Châu", "1.1", "Tỷ lệ đúng hạn", 4, None, reason, None, "dung_han", value]


form("vong-1/lan.xlsx", 1, corrected("78%", "Trừ hồ sơ trả trễ quý IV"))
form("vong-1/minh.xlsx", 1, corrected("90%", "Theo phần mềm một cửa"))
form("yeu-cau/ba.xlsx", 1,
     ["Phường Bình", "1.3", "Sáng kiến", 3, 2, "Hai sáng kiến", "Gửi quyết định công nhận", None, None],
     ["Phường An", "1.1", "Tỷ lệ đúng hạn", 4, 2, "Thiếu", "Giải thích số 90%", None, None])
form("vong-2/to-truong.xlsx", 2, corrected("75%", "Đối chiếu lại sổ"),
     ["Phường Bình", "1.3", "Sáng kiến", 3, 2, "Hai sáng kiến", None, None, None])
