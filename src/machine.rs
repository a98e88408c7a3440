//! What the system says when it refuses something, in words for a clerk.

use std::io::{self, ErrorKind};

/// Windows: "being used by another process", "a portion is locked".
const WINDOWS_IN_USE: [i32; 2] = [32, 33];
/// Linux and macOS: too many open files, of the process and of the system; a device that fails.
const UNIX_TOO_MANY_FILES: [i32; 2] = [24, 23];
const UNIX_DEVICE: i32 = 5;

/// Whether another program has the file open, where the system says so.
pub fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(|code| WINDOWS_IN_USE.contains(&code))
}

/// What an error of the system means, in Vietnamese and in English. The system's own number
/// stands beside it for whoever looks after the PC; words of this program stay as they are.
pub fn words(error: &io::Error) -> (String, String) {
    let Some(code) = error.raw_os_error() else {
        return match meaning(error) {
            Some(vi) => (vi.to_string(), error.to_string()),
            None => (error.to_string(), error.to_string()),
        };
    };
    let vi = match meaning(error) {
        Some(vi) => format!("{vi} (mã lỗi hệ thống {code})"),
        None => format!("máy báo lỗi, mã lỗi hệ thống {code}"),
    };
    (vi, error.to_string())
}

fn meaning(error: &io::Error) -> Option<&'static str> {
    let code = error.raw_os_error();
    if is_in_use(error) {
        return Some("chương trình khác đang mở tệp này");
    }
    if cfg!(unix) && code.is_some_and(|code| UNIX_TOO_MANY_FILES.contains(&code)) {
        return Some("máy đang mở quá nhiều tệp");
    }
    if cfg!(unix) && code == Some(UNIX_DEVICE) {
        return Some("ổ đĩa đọc hoặc ghi bị lỗi");
    }
    Some(match error.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        ErrorKind::PermissionDenied => "không có quyền",
        ErrorKind::AlreadyExists => "đã có tệp hoặc thư mục trùng tên",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        ErrorKind::NotADirectory => "đây là tệp, không phải thư mục",
        ErrorKind::DirectoryNotEmpty => "thư mục không trống",
        ErrorKind::StorageFull => "đĩa đầy",
        ErrorKind::QuotaExceeded => "hết dung lượng được cấp",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::FileTooLarge => "tệp lớn hơn mức hệ thống cho phép",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            "tệp đang được chương trình khác dùng"
        }
        ErrorKind::InvalidFilename => "tên tệp hoặc đường dẫn quá dài hay có ký tự không dùng được",
        ErrorKind::CrossesDevices => "hai chỗ nằm trên hai ổ đĩa khác nhau",
        ErrorKind::WouldBlock => "máy không cấp thêm được tiến trình hoặc tài nguyên",
        ErrorKind::OutOfMemory => "máy hết bộ nhớ",
        ErrorKind::TimedOut => "chờ quá lâu không thấy trả lời",
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionReset => "mất kết nối với ổ mạng",
        ErrorKind::BrokenPipe | ErrorKind::UnexpectedEof => "tiến trình kia dừng giữa chừng",
        ErrorKind::Interrupted => "bị ngắt giữa chừng",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_english_reaches_a_clerk() {
        for code in 1..=60 {
            let (vi, _) = words(&io::Error::from_raw_os_error(code));
            assert!(vi.ends_with(&format!("(mã lỗi hệ thống {code})")) || vi.contains("báo lỗi"));
            assert!(!vi.contains("os error"), "{vi}");
        }
        let own = io::Error::other("thư mục này là liên kết");
        assert_eq!(words(&own).0, "thư mục này là liên kết");
        assert_eq!(words(&ErrorKind::StorageFull.into()).0, "đĩa đầy");
    }
}
