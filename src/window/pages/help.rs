//! *Trợ giúp*: the guide with its pictures, from the program itself.

use super::assets;
use crate::window::answer::Answer;
use crate::window::call::{Call, Page};
use crate::window::guide::{Part, parts};
use crate::window::html::{Html, html};
use crate::window::layout::{self, Frame};

pub(crate) const PAGE: Page = Page { path: "/tro-giup", show };

pub(crate) const PICTURE: Page = Page { path: "/tro-giup/anh/{ten}", show: picture };

const GUIDE: &str = include_str!("../../../docs/huong-dan.md");

macro_rules! pictures {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../../docs/anh/", $name)))),*]
    };
}

/// The screens as the guide shows them.
const PICTURES: &[(&str, &[u8])] = pictures!(
    "trang-dau.png" "tao-dot.png" "toan-dot.png" "phai-sua.png" "bo-tieu-chi.png" "phat-mau.png"
    "thu-nhan.png" "tra-lai.png" "tham-dinh.png" "giai-trinh.png" "khao-sat.png" "ket-qua.png"
    "tong-hop.png" "luu-tru.png"
);

fn show(_: &Call) -> Answer {
    let (title, before, parts) = parts(GUIDE);
    let link = |part: &Part| {
        html!("<li><a href=\"#{at}\">{title}</a></li>", at = part.anchor, title = part.title)
    };
    let section = |part: &Part| {
        html!(
            "<section aria-labelledby=\"{at}\"><h2 id=\"{at}\">{title}</h2>{body}</section>",
            at = part.anchor,
            title = part.title,
            body = part.body,
        )
    };
    let main = html!(
        "<div class=\"guide\">{before}<nav aria-label=\"Mục lục\"><ol>{links}</ol></nav>{sections}</div>",
        before = before,
        links = parts.iter().map(link).collect::<Html>(),
        sections = parts.iter().map(section).collect::<Html>(),
    );
    Answer::Page(Frame { title: &title, round: None, at: "", main }.page())
}

fn picture(call: &Call) -> Answer {
    let asked = call.path.rsplit('/').next().unwrap_or_default();
    match PICTURES.iter().find(|(name, _)| *name == asked) {
        Some((_, bytes)) => assets::file("image/png", bytes.to_vec()),
        None => Answer::Missing(layout::missing()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::guide;
    use crate::window::steps::STEPS;

    #[test]
    fn every_step_has_a_part_with_its_picture() {
        let (_, _, parts) = parts(GUIDE);
        let anchors: Vec<&str> = parts.iter().map(|part| part.anchor.as_str()).collect();
        let steps = STEPS.iter().map(|step| step.slug());
        for at in steps.chain(["trang-dau", "tao-dot", "toan-dot", "phai-sua"]) {
            let part = parts.iter().find(|part| part.anchor == at);
            let part = part.unwrap_or_else(|| panic!("{at}: {anchors:?}"));
            assert!(part.body.as_str().contains(&format!("/tro-giup/anh/{at}.png")), "{at}");
        }
    }

    #[test]
    fn the_guide_names_buttons_that_are_there() {
        let buttons = STEPS.iter().flat_map(|step| step.works).map(|work| work.button);
        for button in buttons {
            assert!(GUIDE.contains(&format!("**{button}**")), "{button}");
        }
    }

    #[test]
    fn pictures_are_small_and_shown() {
        let shown = GUIDE.lines().filter_map(|line| guide::picture(line.trim()));
        let shown: Vec<&str> = shown.map(|(_, file)| file).collect();
        assert_eq!(shown.len(), PICTURES.len());
        for (name, bytes) in PICTURES {
            assert!(shown.contains(&format!("anh/{name}").as_str()), "{name}");
            let size = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
            assert_eq!((size(16), size(20)), (1366, 768), "{name}");
            assert!(bytes.len() < 60 * 1024, "{name}: {}", bytes.len());
        }
    }
}
