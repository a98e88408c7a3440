//! The pages and actions of the window, one file each. A new one is a file and a line here.

mod assets;
mod close;
mod files;
mod folders;
mod home;
mod job;
mod mending;
mod new_round;
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
    close::CLOSE,
    second::CALL,
];
