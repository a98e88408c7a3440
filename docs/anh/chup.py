"""Takes the pictures of the guide: every step of the round to practise on, at 1366 × 768.

    python3 docs/anh/chup.py target/debug/parindex

Needs selenium, pillow, chromium and chromedriver.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.by import By

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
STEPS = [
    "bo-tieu-chi", "phat-mau", "thu-nhan", "tra-lai", "tham-dinh", "giai-trinh", "khao-sat",
    "ket-qua", "luu-tru",
]
WORKS = [
    ("phat-mau", 0), ("tra-lai", 0), ("tham-dinh", 0), ("giai-trinh", 0), ("ket-qua", 0),
    ("ket-qua", 1), ("luu-tru", 0),
]


def browser():
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium")
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    size = dict(width=1366, height=768, deviceScaleFactor=1, mobile=False)
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    return driver


def calm(driver, address):
    """Opens a page and waits until the folder has been read."""
    driver.get("about:blank")
    driver.get(address)
    for _ in range(600):
        if "Đang đọc thư mục" not in driver.page_source:
            break
        time.sleep(0.5)
    time.sleep(0.5)


def press(driver, address, which):
    """Runs the command of a button of a step and waits for its end."""
    calm(driver, address)
    driver.find_elements(By.CSS_SELECTOR, ".works button")[which].click()
    for _ in range(1200):
        if "Về bước vừa làm" in driver.page_source:
            return
        time.sleep(0.5)
    raise TimeoutError(address)


def picture(driver, name):
    path = HERE / f"{name}.png"
    driver.save_screenshot(str(path))
    colours = Image.open(path).convert("RGB").quantize(24, dither=Image.Dither.NONE)
    colours.save(path, optimize=True)


def main():
    with tempfile.TemporaryDirectory() as place:
        home = pathlib.Path(place) / "CongVan"
        (home / "Documents").mkdir(parents=True)
        state = dict(os.environ, PARINDEX_STATE=f"{place}/state", HOME=str(home))
        round = pathlib.Path("cchc-hoa-thanh-2020")
        subprocess.run([PROGRAM, "practice", round], cwd=home, check=True, env=state)
        window = subprocess.Popen(
            [PROGRAM, "open", "--no-browser", round], cwd=home, env=state, stdout=subprocess.PIPE,
            text=True,
        )
        driver = browser()
        try:
            driver.get(window.stdout.readline().strip())
            take(driver)
        finally:
            driver.quit()
            window.terminate()


def take(driver):
    base = driver.current_url
    host = base.split("/dot/")[0]
    for step, which in WORKS:
        press(driver, f"{base}/{step}", which)
    pages = {"trang-dau": f"{host}/", "tao-dot": f"{host}/tao-dot", "toan-dot": base}
    pages |= {"phai-sua": f"{base}/phai-sua", "tong-hop": f"{base}/tong-hop"}
    pages |= {step: f"{base}/{step}" for step in STEPS}
    for name, address in pages.items():
        calm(driver, address)
        if name == "bo-tieu-chi":
            driver.execute_script(
                "let fold = document.querySelector('.tree details');"
                "document.querySelector('.tree').previousElementSibling.scrollIntoView();"
                "while (fold) { fold.open = true; fold = fold.querySelector('details'); }"
            )
        if name == "ket-qua":
            driver.execute_script("document.querySelector('main details').open = true")
        # The folder of this run says nothing to a reader.
        driver.execute_script(
            "document.querySelectorAll('.rounds .state').forEach(e => e.textContent = 'D:\\\\CongVan\\\\cchc-hoa-thanh-2020');"
            "document.querySelectorAll('input[name=noi]').forEach(e => e.value = 'D:\\\\CongVan');"
        )
        picture(driver, name)


main()
