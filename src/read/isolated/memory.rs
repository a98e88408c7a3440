//! The memory limit of a reading worker, set by itself before it reads anything.

/// Limits the memory that this process may have, in bytes, until it ends.
///
/// # Errors
/// What the system says when it will not.
#[cfg(unix)]
pub(super) fn limit(bytes: u64) -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
    setrlimit(Resource::As, at_most(bytes))?;
    // A worker that is brought down leaves no image of the units' data on the disk.
    setrlimit(Resource::Core, at_most(0))?;
    Ok(())
}

/// Puts this process into a job whose processes may not have more memory, in bytes.
///
/// # Errors
/// What the system says when it will not.
#[cfg(windows)]
pub(super) fn limit(bytes: u64) -> std::io::Result<()> {
    use std::io::{Error, ErrorKind};
    use std::ptr;

    use windows_sys::Win32::System::JobObjects::{
        AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
        JOB_OBJECT_LIMIT_PROCESS_MEMORY, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
        JobObjectExtendedLimitInformation, SetInformationJobObject,
    };
    use windows_sys::Win32::System::Threading::GetCurrentProcess;

    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    // No window that tells of the fault and waits for a click.
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.ProcessMemoryLimit = usize::try_from(bytes).map_err(|_| ErrorKind::InvalidInput)?;
    let size = u32::try_from(size_of_val(&limits)).map_err(|_| ErrorKind::InvalidInput)?;
    // SAFETY: no attributes and no name are allowed; `limits` is the structure that this class
    // of information asks for, of the size given, and lives through the call. The handle of the
    // job is kept open until the process ends, so that the job lives as long.
    let is_set = unsafe {
        let job = CreateJobObjectW(ptr::null(), ptr::null());
        !job.is_null()
            && SetInformationJobObject(
                job,
                JobObjectExtendedLimitInformation,
                ptr::from_ref(&limits).cast(),
                size,
            ) != 0
            && AssignProcessToJobObject(job, GetCurrentProcess()) != 0
    };
    if is_set { Ok(()) } else { Err(Error::last_os_error()) }
}
