//! The pages and actions of the window, one file each. A new one is a file and a line here.

mod assets;
mod close;
mod drop;
mod editor;
mod files;
mod folders;
mod help;
mod home;
mod job;
mod leaders;
mod mending;
mod new_round;
mod packed;
mod round;
mod second;
mod step;
mod unit_list;

use super::call::{Action, Page};

pub(crate) const PAGES: &[Page] = &[
    home::PAGE,
    folders::PAGE,
    new_round::PAGE,
    round::PAGE,
    round::STATE,
    mending::PAGE,
    step::PAGE,
    job::PAGE,
    job::STATE,
    files::PAGE,
    leaders::PAGE,
    leaders::WHY,
    leaders::PAGE_STYLE,
    leaders::PAGE_SCRIPT,
    packed::PAGE,
    drop::SCRIPT,
    editor::PAGE,
    editor::SCRIPT,
    help::PAGE,
    help::PICTURE,
    assets::STYLE,
    assets::SCRIPT,
    assets::ICON,
    close::ALIVE,
];

pub(crate) const ACTIONS: &[Action] = &[
    home::OPEN,
    new_round::MAKE,
    new_round::PRACTICE,
    unit_list::READ,
    step::RUN,
    job::STOP,
    files::OPEN,
    drop::LOOK,
    drop::TAKE,
    editor::CHECK,
    editor::SAVE,
    close::CLOSE,
    second::CALL,
];
