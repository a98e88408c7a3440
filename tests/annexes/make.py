"""Makes the annexes of this folder with other programs, and what must come of each of them.

Run from here: `python make.py` (openpyxl, python-docx, LibreOffice as `soffice`). All figures are
invented ("Số liệu minh họa"), but for the structures and the excerpt of real sets named below.

NAME.expected holds a line per criterion: code, maximum, kind of rule (- for what has criteria below), name.
Lines with "?" before name words that the list of decisions must hold."""
import os, shutil, subprocess, sys, tempfile
from pathlib import Path
from docx import Document
from docx.oxml.ns import qn
from docx.oxml import OxmlElement
from openpyxl import Workbook
from openpyxl.styles import Alignment
import datetime

HERE = Path(__file__).parent
HEAD = ["STT", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Cách tính điểm", "Yêu cầu kiểm chứng", "Cơ quan thẩm định"]

# code in a set, code in the annex, name, maximum, scale, proof, agency, kind
SMALL = [
    ("1", "I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 6, "", "", "", "-"),
    ("1.1", "1", "Kế hoạch cải cách hành chính", 4, "", "", "", "-"),
    ("1.1.1", "1.1", "Ban hành kế hoạch cải cách hành chính năm 2026", 1, "Trước ngày 31/01: 1 điểm\nChậm đến 15 ngày: 0,5 điểm\nChậm trên 15 ngày: 0 điểm", "Kế hoạch", "Phòng Nội vụ", "deadline"),
    ("1.1.2", "1.2", "Mức độ hoàn thành kế hoạch", 2, "Từ 90% trở lên: 2 điểm\nTừ 70% đến dưới 90%: 1 điểm\nDưới 70%: 0 điểm", "Báo cáo năm", "Phòng Nội vụ", "steps"),
    ("1.1.3", "1.3", "Chất lượng kế hoạch", 1, "Theo mức độ cụ thể của kế hoạch", "Kế hoạch", "Phòng Nội vụ", "judged"),
    ("1.2", "2", "Sáng kiến cải cách hành chính", 2, "Mỗi sáng kiến được 0,5 điểm, tối đa 2 điểm", "Quyết định công nhận", "Phòng Nội vụ", "count"),
    ("2", "II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 14, "", "", "", "-"),
    ("2.1", "1", "Tỷ lệ hồ sơ giải quyết đúng hạn trên tổng số hồ sơ đã giải quyết", 2, "Tỷ lệ × điểm tối đa\nDưới 80%: 0 điểm", "Báo cáo kiểm soát thủ tục hành chính", "Văn phòng", "proportional"),
    ("2.2", "2", "Công khai thủ tục hành chính", 1, "Có: 1 điểm; Không: 0 điểm", "Ảnh chụp", "Văn phòng", "yes_no"),
    ("2.3", "3", "Báo cáo kiểm soát thủ tục hành chính", 1, "Mỗi báo cáo chậm trừ 0,25 điểm", "Báo cáo", "Văn phòng", "deduction"),
    ("2.4", "4", "Sự hài lòng của người dân", 10, "Điều tra xã hội học", "", "Phòng Nội vụ", "survey"),
]

def arabic(rows):
    return [(code, code, *rest) for code, _, *rest in rows]

def expect(name, rows, needles=()):
    lines = [f"{code}\t{'' if maximum is None else format(maximum, 'g')}\t{kind}\t{title}" for code, _, title, maximum, _, _, _, kind in rows]
    lines += [f"?\t{needle}" for needle in needles]
    (HERE / f"{name}.expected").write_text("\n".join(lines) + "\n")

def cells(row):
    return [row[1], row[2], row[3], row[4], row[5], row[6]]

TITLES = ["PHỤ LỤC I", "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA CÁC PHƯỜNG NĂM 2026", "(Kèm theo Quyết định số 12/QĐ-UBND ngày 15/01/2026 của Ủy ban nhân dân tỉnh)", "Số liệu minh họa"]

def xlsx(name, rows, *, head=HEAD, convert=None, titles=TITLES, total=None, after=None):
    book = Workbook(); sheet = book.active; sheet.title = "Phụ lục I"
    for line in titles:
        sheet.append([line]); sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=6)
    sheet.append([])
    sheet.append(head)
    for row in rows:
        sheet.append(cells(row))
    if total is not None:
        sheet.append([None, "Tổng cộng", total])
    if after:
        after(book, sheet)
    path = HERE / f"{name}.xlsx"
    book.save(path)
    return path

def soffice(path, ending, extra=""):
    with tempfile.TemporaryDirectory() as out:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tempfile.gettempdir()}/annexes-lo", "--headless", "--convert-to", ending + extra, "--outdir", out, str(path)], check=True, stdout=subprocess.DEVNULL, timeout=180)
        made = next(Path(out).iterdir())
        target = HERE / made.name
        shutil.move(made, target)
        return target

# 1 openpyxl, codes as text, 1.10 after 1.9
ten = [("1", "1", "Cải cách tổ chức bộ máy", 10, "", "", "", "-")] + [
    (f"1.{n}", f"1.{n}", f"Tiêu chí số {n} về bộ máy", 1, "Đạt: 1 điểm; không đạt: 0 điểm", "Báo cáo", "Sở Nội vụ", "yes_no") for n in range(1, 11)]
xlsx("01-text-codes", ten, total=10); expect("01-text-codes", ten)

# 2 openpyxl, codes as numbers: 1.10 is stored as 1.1
def as_numbers(book, sheet):
    for row in sheet.iter_rows(min_row=7, max_col=1):
        if isinstance(row[0].value, str) and row[0].value[0].isdigit():
            row[0].value = float(row[0].value)
xlsx("02-number-codes", ten, after=as_numbers); expect("02-number-codes", ten)

# 3 openpyxl, unnumbered rows of scale below each criterion, points in the column of the maximum
def scale_rows(book, sheet):
    sheet.delete_rows(7, 200)
    for row in arabic(SMALL):
        sheet.append([row[1], row[2], row[3], None, row[5], row[6]])
        for line in row[4].replace("; ", "\n").split("\n"):
            head, mark, points = line.rpartition(":")
            if mark and points.strip():
                sheet.append([None, head, float(points.replace("điểm", "").strip().replace(",", "."))])
            elif line:
                sheet.append([None, line])
xlsx("03-scale-rows", SMALL, after=scale_rows); expect("03-scale-rows", SMALL, ["Theo mức độ cụ thể"])

# 4 openpyxl, two header rows with a group, numbers of columns, heading repeated, sums that differ
wrong = [(c, a, n, 7 if c == "1" else m, *rest) for c, a, n, m, *rest in arabic(SMALL)]
def two_rows(book, sheet):
    sheet.delete_rows(6, 200)
    heads = [["TT", "Tiêu chí", "Điểm", None, None, "Cách tính điểm", "Tài liệu kiểm chứng", "Cơ quan thẩm định"],
             [None, None, "Tối đa", "Tự chấm", "Thẩm định", None, None, None]]
    for line in heads: sheet.append(line)
    at = sheet.max_row
    sheet.merge_cells(start_row=at - 1, start_column=3, end_row=at - 1, end_column=5)
    for column in (1, 2, 6, 7, 8): sheet.merge_cells(start_row=at - 1, start_column=column, end_row=at, end_column=column)
    sheet.append([f"({n})" for n in range(1, 9)])
    for number, row in enumerate(wrong):
        if number == 6:
            for line in heads: sheet.append(line)
        sheet.append([row[1], row[2], str(row[3]).replace(".", ","), None, None, row[4], row[5], row[6]])
    sheet.append([None, "TỔNG CỘNG", "21"])
    sheet.append([None, "TM. ỦY BAN NHÂN DÂN"])
xlsx("04-two-header-rows", wrong, after=two_rows)
expect("04-two-header-rows", wrong, ["mục 1: phụ lục ghi 7 điểm, cộng các mục con được 6", "dòng tổng ghi 21 điểm, cộng các lĩnh vực được 20"])

# 5 python-docx, Roman over Arabic, heading that repeats, code and name merged down beside scale lines
def word(name, tables, titles=TITLES):
    document = Document()
    for line in titles: document.add_paragraph(line)
    for lines in tables:
        table = document.add_table(rows=0, cols=6)
        for line in lines:
            row = table.add_row()
            for at, text in enumerate(line):
                row.cells[at].text = "" if text is None else str(text).replace(".", ",") if isinstance(text, float) else str(text)
        document.add_paragraph()
    path = HERE / f"{name}.docx"
    return document, path
document, path = word("05-roman", [[HEAD] + [cells(row) for row in SMALL] + [[None, "Tổng cộng", 20, None, None, None]]])
document.save(path); expect("05-roman", SMALL)

# 6 python-docx, the table goes on in further tables without a heading; a table of signatures behind
rows = [cells(row) for row in arabic(SMALL)]
document, path = word("06-several-tables", [[HEAD] + rows[:4], rows[4:8], [HEAD] + rows[8:]])
sign = document.add_table(rows=1, cols=2); sign.rows[0].cells[0].text = "Nơi nhận:"; sign.rows[0].cells[1].text = "TM. ỦY BAN NHÂN DÂN"
document.save(path); expect("06-several-tables", SMALL)

# 7 python-docx, a criterion over several rows: code, name and maximum merged down, a line of scale each
document = Document()
for line in TITLES: document.add_paragraph(line)
table = document.add_table(rows=1, cols=6)
for at, text in enumerate(HEAD): table.rows[0].cells[at].text = text
for row in SMALL:
    lines = row[4].split("\n"); first = len(table.rows)
    for line in lines:
        new = table.add_row(); new.cells[3].text = line
    for at in (0, 1, 2, 4, 5):
        cell = table.cell(first, at)
        if len(lines) > 1: cell = cell.merge(table.cell(first + len(lines) - 1, at))
        cell.text = str(cells(row)[at])
    if row[7] == "-" and "." not in row[0]:   # a field: name over the columns behind it
        merged = table.cell(first, 0).merge(table.cell(first, 1)); merged.text = f"{row[1]}. {row[2]}"
document.save(HERE / "07-merged-down.docx"); expect("07-merged-down", SMALL)

# 8, 9 LibreOffice Writer and Calc, from a page with spans
def html(rows):
    out = ["<html><head><meta charset='utf-8'></head><body>"] + [f"<p>{line}</p>" for line in TITLES] + ["<table border='1'><tr>"]
    out += [f"<th>{text}</th>" for text in HEAD] + ["</tr>"]
    for row in rows:
        scale = row[4].replace("<", "&lt;").replace("\n", "<br>")
        if row[7] == "-" and "." not in row[0]:
            out.append(f"<tr><td>{row[1]}</td><td>{row[2]}</td><td>{row[3]}</td><td colspan='3'></td></tr>")
        else:
            out.append(f"<tr><td>{row[1]}</td><td>{row[2]}</td><td>{str(row[3]).replace('.', ',')}</td><td>{scale}</td><td>{row[5]}</td><td>{row[6]}</td></tr>")
    return "\n".join(out + ["</table></body></html>"])
source = HERE / "08-writer.html"; source.write_text(html(SMALL))
soffice(source, "docx", ":Office Open XML Text"); source.unlink(); expect("08-writer", SMALL)
path = xlsx("09-calc", arabic(SMALL), total=20); soffice(path, "ods"); path.unlink(); expect("09-calc", SMALL)

# 10 structure of Hà Nội's frame for divisions: 7 fields, 29 criteria, 22 sub-criteria (names of criteria invented)
hanoi, names = [], [("Công tác chỉ đạo, điều hành", 6, 8), ("Tổ chức thực hiện các VBQPPL, văn bản chỉ đạo, điều hành của cấp trên", 4, 0), ("Cải cách TTHC", 6, 4), ("Cải cách tổ chức bộ máy hành chính", 2, 0), ("Xây dựng và nâng cao chất lượng đội ngũ công chức, viên chức", 5, 2), ("Cải cách tài chính công", 4, 0), ("Hiện đại hóa hành chính", 2, 8)]
scale = "Từ 80% trở lên: {0} điểm; từ 50% đến dưới 80%: 0,5 điểm; dưới 50%: 0 điểm"
for f, (name, criteria, subs) in enumerate(names, 1):
    per = [0] * criteria
    for n in range(subs): per[n % criteria if criteria > 2 else n % 2] += 1
    hanoi.append((str(f), str(f), name, sum(max(1, p) for p in per), "", "", "", "-"))
    for c, p in enumerate(per, 1):
        hanoi.append((f"{f}.{c}", f"{f}.{c}", f"Tiêu chí {c} của lĩnh vực {f}", max(1, p), "" if p else scale.format(1), "Báo cáo", "Sở Nội vụ", "-" if p else "steps"))
        hanoi += [(f"{f}.{c}.{s}", f"{f}.{c}.{s}", f"Tiêu chí thành phần {s} của {f}.{c}", 1, scale.format(1), "Báo cáo", "Sở Nội vụ", "steps") for s in range(1, p + 1)]
assert sum(r[0].count(".") == 1 for r in hanoi) == 29 and sum(r[0].count(".") == 2 for r in hanoi) == 22
document, path = word("10-ha-noi", [[HEAD] + [cells(row) for row in hanoi]]); document.save(path); expect("10-ha-noi", hanoi)

# 11 structure of the provincial set of 2017: 8 fields, 38 criteria, 81 sub-criteria, 100 points; Roman fields with their numbers in front
fields = [("Công tác chỉ đạo, điều hành CCHC", 6, 6, 10), ("Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật tại tỉnh", 4, 6, 10), ("Cải cách thủ tục hành chính", 5, 16, 14.5), ("Cải cách tổ chức bộ máy hành chính nhà nước", 4, 10, 11), ("Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức", 9, 16, 16), ("Cải cách tài chính công", 3, 6, 7), ("Hiện đại hóa hành chính", 5, 18, 16), ("Tác động của CCHC đến người dân, tổ chức và phát triển kinh tế - xã hội", 2, 3, 15.5)]
province = []
roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
for f, (name, criteria, subs, points) in enumerate(fields, 1):
    per = [0] * criteria
    for n in range(subs): per[n % max(1, criteria - 1)] += 1
    leaves = sum(max(1, p) for p in per)
    each = 0.25
    last = points - each * (leaves - 1)
    body, seen = [], 0
    for c, p in enumerate(per, 1):
        own = []
        for s in range(1, max(1, p) + 1):
            seen += 1
            m = last if seen == leaves else each
            text = f"Có: {str(m).replace('.', ',')} điểm; Không: 0 điểm"
            own.append((f"{f}.{c}.{s}" if p else f"{f}.{c}", f"{f}.{c}.{s}" if p else f"{f}.{c}", f"Nội dung {s} của tiêu chí {f}.{c}", m, text, "Báo cáo", "Bộ Nội vụ", "yes_no"))
        if p: body.append((f"{f}.{c}", f"{f}.{c}", f"Tiêu chí {f}.{c}", sum(o[3] for o in own), "", "", "", "-"))
        body += own
    province.append((str(f), roman[f - 1], name, points, "", "", "", "-"))
    province += body
assert sum(r[0].count(".") == 1 for r in province) == 38 and sum(r[0].count(".") == 2 for r in province) == 81
xlsx("11-provincial", province, total=100); expect("11-provincial", province)

# 12 the excerpt of Cà Mau's set of 2013 with its steps, by LibreOffice Calc from a sheet; dates made of codes
camau = [("1", "1", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CCHC", None, "", "", "", "-"),
 ("1.1", "1.1", "Kế hoạch CCHC năm", 5, "", "", "", "-"),
 ("1.1.1", "1.1.1", "Ban hành kế hoạch CCHC năm", 1, "Kịp thời: 1\nKhông kịp thời: 0,5\nKhông ban hành: 0", "", "", "choice"),
 ("1.1.2", "1.1.2", "Xác định đầy đủ nhiệm vụ và bố trí kinh phí thực hiện", 1, "Đầy đủ và có bố trí kinh phí: 1\nThiếu một trong hai: 0", "", "", "choice"),
 ("1.1.3", "1.1.3", "Kết quả phải đạt rõ ràng, cụ thể và định rõ trách nhiệm", 1, "Đạt: 1\nKhông đạt: 0", "", "", "yes_no"),
 ("1.1.4", "1.1.4", "Mức độ thực hiện kế hoạch CCHC", 2, "Trên 90%: 2\nTừ 70%-90%: 1\nDưới 70%: 0", "", "", "steps"),
 ("1.2", "1.2", "Báo cáo CCHC", 2, "", "", "", "-"),
 ("1.2.1", "1.2.1", "Tất cả báo cáo (quý I, quý III, 6 tháng, năm) gửi đúng thời gian", 1, "Đủ và đúng thời gian: 1\nThiếu hoặc trễ: 0", "", "", "choice"),
 ("1.2.2", "1.2.2", "Tất cả báo cáo có đầy đủ nội dung theo hướng dẫn", 1, "Đạt: 1\nKhông đạt: 0", "", "", "yes_no")]
def dates(book, sheet):
    for row in sheet.iter_rows(min_row=7, max_col=1):
        if row[0].value in ("1.1", "1.2"):
            _, month = row[0].value.split(".")
            row[0].value = datetime.date(2026, int(month), 1); row[0].number_format = "dd/mm/yyyy"
path = xlsx("12-ca-mau", camau, after=dates); soffice(path, "xlsx", ":Calc MS Excel 2007 XML"); expect("12-ca-mau", camau)

# 13 letters, bonus and penalty, no year, a name that goes on in the next row
odd = [("1", "1", "Hiện đại hóa hành chính của Ủy ban nhân dân cấp xã", 2, "", "", "", "-"),
 ("1.1", "1.1", "Ứng dụng công nghệ thông tin", 2, "", "", "", "-"),
 ("1.1.a", "a)", "Có trang thông tin điện tử", 1, "Có: 1; Không: 0", "Đường dẫn", "Sở Thông tin, Văn phòng", "yes_no"),
 ("1.1.b", "b)", "Tỷ lệ văn bản ký số", 1, "Từ 80% trở lên: 1 điểm", "", "", "steps"),
 ("2", "2", "Điểm thưởng", 2, "", "", "", "-"),
 ("2.1", "2.1", "Mô hình mới", 2, "Mỗi mô hình được 1 điểm, tối đa 2 điểm", "", "", "count"),
 ("3", "3", "Điểm trừ", 1, "", "", "", "-"),
 ("3.1", "3.1", "Bị phê bình", 1, "Tùy mức độ", "", "", "judged")]
def go_on(book, sheet):
    sheet.cell(4, 2).value = "Hiện đại hóa hành chính"; sheet.insert_rows(5); sheet.cell(5, 2).value = "của Ủy ban nhân dân cấp xã"
xlsx("13-letters", odd, titles=["Số liệu minh họa"], after=go_on)
expect("13-letters", odd, ["phụ lục không ghi năm", "thang điểm không nói các mức còn lại", "mỗi tiêu chí một cơ quan thẩm định", "Tùy mức độ"])
