// A file system in memory that loses at a crash what was not synced, as disks do when the power goes.
//
// Contents of a file are durable up to its last fsync, names up to the last fsync of their directory. It reads commands from its
// standard input: "crash SEED" makes the crash and answers "crashed"; the end of the input unmounts. A seed divisible by 3
// loses all that was not synced; any other keeps a random part: some 512-byte sectors, old or new sizes, and the first of the
// changes of names, which journals keep in order.
//
//   g++ -std=c++17 -O2 lossyfs.cpp -o lossyfs $(pkg-config fuse3 --cflags --libs)
//   lossyfs -f MOUNT_POINT
#define _FILE_OFFSET_BITS 64
#define FUSE_USE_VERSION 31
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fuse.h>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace lossy {
constexpr size_t SECTOR_BYTES = 512;
constexpr long long BLOCKS = 1 << 20;

struct Inode;
using InodePtr = std::shared_ptr<Inode>;
using Names = std::map<std::string, InodePtr>;

struct Inode {
    bool isDirectory = false;
    mode_t mode = 0;
    ino_t number = 0;
    std::string live, durable;
    std::set<size_t> dirtySectors;
    Names names, durableNames;
};

/** A change of names that its directory has not been synced after. */
struct Change {
    std::set<InodePtr> directories;
    std::function<void(bool durable)> apply;
};

std::mutex lock;
InodePtr root;
ino_t lastNumber = 1;
std::vector<Change> changes;

Names &names(const InodePtr &directory, bool durable) { return durable ? directory->durableNames : directory->names; }

InodePtr find(const char *path) {
    InodePtr at = root;
    std::string rest(path);
    for (size_t from = 1; from < rest.size();) {
        size_t to = std::min(rest.find('/', from), rest.size());
        auto entry = at->names.find(rest.substr(from, to - from));
        if (entry == at->names.end()) return nullptr;
        at = entry->second;
        from = to + 1;
    }
    return at;
}

std::pair<InodePtr, std::string> split(const char *path) {
    std::string whole(path);
    size_t slash = whole.rfind('/');
    return {slash == 0 ? root : find(whole.substr(0, slash).c_str()), whole.substr(slash + 1)};
}

/** Makes a change of names, and keeps it for the time when it becomes durable. */
void change(std::set<InodePtr> directories, std::function<void(bool)> apply) {
    apply(false);
    changes.push_back({std::move(directories), std::move(apply)});
}

InodePtr &handle(fuse_file_info *info) { return *reinterpret_cast<InodePtr *>(info->fh); }

InodePtr inode(const char *path, fuse_file_info *info) { return info && info->fh ? handle(info) : find(path); }

void dirty(const InodePtr &file, size_t from, size_t to) {
    for (size_t sector = from / SECTOR_BYTES; sector * SECTOR_BYTES < to; sector++) file->dirtySectors.insert(sector);
}

int getattr(const char *path, struct stat *attributes, fuse_file_info *info) {
    std::lock_guard guard(lock);
    InodePtr it = inode(path, info);
    if (!it) return -ENOENT;
    memset(attributes, 0, sizeof *attributes);
    attributes->st_mode = it->mode;
    attributes->st_ino = it->number;
    attributes->st_nlink = it->isDirectory ? 2 : 1;
    attributes->st_size = static_cast<off_t>(it->live.size());
    attributes->st_blocks = static_cast<blkcnt_t>((it->live.size() + SECTOR_BYTES - 1) / SECTOR_BYTES);
    return 0;
}

int readdir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t, fuse_file_info *, fuse_readdir_flags) {
    std::lock_guard guard(lock);
    InodePtr it = find(path);
    if (!it) return -ENOENT;
    for (auto &entry : it->names) fill(buffer, entry.first.c_str(), nullptr, 0, fuse_fill_dir_flags{});
    return 0;
}

int make(const char *path, mode_t mode, bool isDirectory, InodePtr *made) {
    auto [directory, name] = split(path);
    if (!directory) return -ENOENT;
    if (directory->names.count(name)) return -EEXIST;
    auto it = std::make_shared<Inode>();
    it->isDirectory = isDirectory;
    it->mode = mode | (isDirectory ? S_IFDIR : S_IFREG);
    it->number = ++lastNumber;
    change({directory}, [directory = directory, name = name, it](bool durable) { names(directory, durable)[name] = it; });
    if (made) *made = it;
    return 0;
}

int mkdir(const char *path, mode_t mode) {
    std::lock_guard guard(lock);
    return make(path, mode, true, nullptr);
}

int create(const char *path, mode_t mode, fuse_file_info *info) {
    std::lock_guard guard(lock);
    InodePtr made;
    int error = make(path, mode, false, &made);
    if (!error) info->fh = reinterpret_cast<uint64_t>(new InodePtr(made));
    return error;
}

int open(const char *path, fuse_file_info *info) {
    std::lock_guard guard(lock);
    InodePtr it = find(path);
    if (!it) return -ENOENT;
    info->fh = reinterpret_cast<uint64_t>(new InodePtr(it));
    return 0;
}

int release(const char *, fuse_file_info *info) {
    std::lock_guard guard(lock);
    delete &handle(info);
    return 0;
}

int read(const char *, char *buffer, size_t size, off_t offset, fuse_file_info *info) {
    std::lock_guard guard(lock);
    const std::string &live = handle(info)->live;
    size_t from = static_cast<size_t>(offset);
    if (from >= live.size()) return 0;
    size_t count = std::min(size, live.size() - from);
    memcpy(buffer, live.data() + from, count);
    return static_cast<int>(count);
}

int write(const char *, const char *buffer, size_t size, off_t offset, fuse_file_info *info) {
    std::lock_guard guard(lock);
    const InodePtr &file = handle(info);
    size_t from = static_cast<size_t>(offset);
    if (from + size > file->live.size()) {
        dirty(file, file->live.size(), from + size);
        file->live.resize(from + size);
    }
    memcpy(file->live.data() + from, buffer, size);
    dirty(file, from, from + size);
    return static_cast<int>(size);
}

int truncate(const char *path, off_t size, fuse_file_info *info) {
    std::lock_guard guard(lock);
    InodePtr file = inode(path, info);
    if (!file) return -ENOENT;
    size_t before = file->live.size();
    file->live.resize(static_cast<size_t>(size));
    dirty(file, std::min(before, file->live.size()), std::max(before, file->live.size()));
    return 0;
}

int remove(const char *path) {
    std::lock_guard guard(lock);
    auto [directory, name] = split(path);
    if (!directory || !directory->names.count(name)) return -ENOENT;
    if (!directory->names[name]->names.empty()) return -ENOTEMPTY;
    change({directory}, [directory = directory, name = name](bool durable) { names(directory, durable).erase(name); });
    return 0;
}

int rename(const char *from, const char *to, unsigned int flags) {
    std::lock_guard guard(lock);
    if (flags) return -EINVAL;
    auto [source, oldName] = split(from);
    auto [target, newName] = split(to);
    if (!source || !target || !source->names.count(oldName)) return -ENOENT;
    InodePtr it = source->names[oldName];
    change({source, target}, [=, source = source, oldName = oldName, target = target, newName = newName](bool durable) {
        names(source, durable).erase(oldName);
        names(target, durable)[newName] = it;
    });
    return 0;
}

void keepSector(Inode &file, std::string &durable, size_t sector) {
    size_t from = sector * SECTOR_BYTES;
    if (from >= file.live.size() || from >= durable.size()) return;
    size_t count = std::min({SECTOR_BYTES, file.live.size() - from, durable.size() - from});
    memcpy(durable.data() + from, file.live.data() + from, count);
}

int fsync(const char *path, int, fuse_file_info *info) {
    std::lock_guard guard(lock);
    InodePtr file = inode(path, info);
    if (!file) return -ENOENT;
    file->durable.resize(file->live.size());
    for (size_t sector : file->dirtySectors) keepSector(*file, file->durable, sector);
    file->dirtySectors.clear();
    return 0;
}

/** A journal is written in order: with the changes of one directory all before them become durable. */
int fsyncdir(const char *path, int, fuse_file_info *) {
    std::lock_guard guard(lock);
    InodePtr directory = find(path);
    if (!directory) return -ENOENT;
    size_t count = 0;
    for (size_t i = 0; i < changes.size(); i++) {
        if (changes[i].directories.count(directory)) count = i + 1;
    }
    for (size_t i = 0; i < count; i++) changes[i].apply(true);
    changes.erase(changes.begin(), changes.begin() + static_cast<long>(count));
    return 0;
}

void crash(Inode &at, bool keepsSome, std::mt19937_64 &random) {
    if (keepsSome && at.live.size() != at.durable.size() && random() % 2) at.durable.resize(at.live.size());
    for (size_t sector : at.dirtySectors) {
        if (keepsSome && random() % 2) keepSector(at, at.durable, sector);
    }
    at.dirtySectors.clear();
    at.live = at.durable;
    at.names = at.durableNames;
    for (auto &entry : at.names) crash(*entry.second, keepsSome, random);
}

void crash(unsigned long long seed) {
    std::lock_guard guard(lock);
    std::mt19937_64 random(seed);
    bool keepsSome = seed % 3 != 0;
    size_t kept = keepsSome ? random() % (changes.size() + 1) : 0;
    for (size_t i = 0; i < kept; i++) changes[i].apply(true);
    changes.clear();
    crash(*root, keepsSome, random);
}

void obey(fuse *filesystem) {
    std::string command;
    unsigned long long seed;
    while (std::cin >> command >> seed) {
        crash(seed);
        std::cout << "crashed" << std::endl;
    }
    fuse_exit(filesystem);
    kill(getpid(), SIGTERM);
}

void *init(fuse_conn_info *, fuse_config *config) {
    config->hard_remove = 1;
    config->use_ino = 1;
    config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
    std::thread(obey, fuse_get_context()->fuse).detach();
    std::cout << "mounted" << std::endl;
    return nullptr;
}

int statfs(const char *, struct statvfs *space) {
    memset(space, 0, sizeof *space);
    space->f_bsize = space->f_frsize = 4096;
    space->f_blocks = space->f_bfree = space->f_bavail = BLOCKS;
    space->f_namemax = 255;
    return 0;
}

int utimens(const char *, const timespec *, fuse_file_info *) { return 0; }
int chmod(const char *, mode_t, fuse_file_info *) { return 0; }
} // namespace lossy

int main(int argc, char **argv) {
    lossy::root = std::make_shared<lossy::Inode>();
    lossy::root->isDirectory = true;
    lossy::root->mode = S_IFDIR | 0755;
    lossy::root->number = 1;
    fuse_operations operations{};
    operations.init = lossy::init;
    operations.getattr = lossy::getattr;
    operations.readdir = lossy::readdir;
    operations.mkdir = lossy::mkdir;
    operations.create = lossy::create;
    operations.open = lossy::open;
    operations.release = lossy::release;
    operations.read = lossy::read;
    operations.write = lossy::write;
    operations.truncate = lossy::truncate;
    operations.unlink = lossy::remove;
    operations.rmdir = lossy::remove;
    operations.rename = lossy::rename;
    operations.fsync = lossy::fsync;
    operations.fsyncdir = lossy::fsyncdir;
    operations.statfs = lossy::statfs;
    operations.utimens = lossy::utimens;
    operations.chmod = lossy::chmod;
    return fuse_main(argc, argv, &operations, nullptr);
}
